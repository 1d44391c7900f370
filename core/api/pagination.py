"""Keyset pagination of the API: each page begins after the last row of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any, Final

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import StringConstraints

from core.api.problems import ProblemError, ProblemType
from core.ids import ALPHABET, LENGTH
from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

PublicId = Annotated[str, StringConstraints(pattern=rf"^([{ALPHABET}]{{{LENGTH}}})?$")]

PAGE_SIZE: Final = 24
MAX_CURSOR_LENGTH: Final = 1_000
PAGE_PARAM: Final = "page"
SALT: Final = "core.pages"


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """Some rows in order, and the cursor of the next page; empty on the last one."""

    rows: list[Row]
    next_cursor: str


def paginate[Row: Model](
    rows: QuerySet[Row], *, by: Sequence[str], scope: str, cursor: str
) -> Page[Row]:
    """In the order of `by`, whose last column tells all rows apart. One read."""
    localized_scope = f"{scope} {get_language()}"
    ordered = rows.order_by(*by)
    if cursor:
        ordered = ordered.filter(_after_position(rows, by, _decode_cursor(cursor, localized_scope)))
    rows_and_one = list(ordered[: PAGE_SIZE + 1])
    page_rows = rows_and_one[:PAGE_SIZE]
    more = len(rows_and_one) > PAGE_SIZE
    return Page(page_rows, _encode_cursor(page_rows[-1], by, localized_scope) if more else "")


def invalid_cursor_problem() -> ProblemError:
    """Answers a cursor that this site did not make, or that belongs to another query."""
    words = _("We never gave this page for this question. Begin again without it.")
    return ProblemError(ProblemType.INVALID_CURSOR, words)


def next_url(request: HttpRequest, response: HttpResponse, cursor: str) -> str | None:
    """Where the next page stands, in the answer and as a header; nothing after the last one."""
    if not cursor:
        return None
    query: QueryDict = request.GET.copy()
    query[PAGE_PARAM] = cursor
    url = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    response.headers["Link"] = f'<{url}>; rel="next"'
    return url


def _after_position(rows: QuerySet[Any], by: Sequence[str], position: Sequence[Any]) -> Q:
    """Past this position: the first column further on, or the same and the next one further on."""
    past, same = Q(), Q()
    for column, bound in zip(by, position, strict=True):
        name = column.removeprefix("-")
        value = _field(rows.model, column).to_python(bound)
        past |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return past


def _encode_cursor(row: Model, by: Sequence[str], scope: str) -> str:
    """Keys of the database never leave the server in the open."""
    position = [_field(type(row), column).value_to_string(row) for column in by]
    return encrypt_token([_digest(scope), *position], salt=SALT)


def _field(model: type[Model], column: str) -> Any:
    name = column.removeprefix("-")
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _decode_cursor(cursor: str, scope: str) -> list[str]:
    try:
        payload: Any = (
            decrypt_token(cursor, salt=SALT) if len(cursor) <= MAX_CURSOR_LENGTH else None
        )
    except InvalidTokenError:
        payload = None
    if not payload or payload[0] != _digest(scope):
        raise invalid_cursor_problem()
    return list(payload[1:])


def _digest(scope: str) -> str:
    return blake2b(scope.encode(), digest_size=8).hexdigest()
