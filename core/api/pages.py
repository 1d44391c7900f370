"""Pages by keys: each begins after the last row of the one before, whatever came in between."""

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

from core.api.problems import ProblemError, Sort
from core.ids import ALPHABET, LENGTH
from core.seals import BrokenSealError, seal, unseal

PublicId = Annotated[str, StringConstraints(pattern=rf"^([{ALPHABET}]{{{LENGTH}}})?$")]

A_PAGE: Final = 24
LONGEST_MARK: Final = 1_000
PAGE: Final = "page"
SALT: Final = "core.pages"


@dataclass(frozen=True, slots=True)
class Stretch[Row: Model]:
    """Some rows in order; `after` is the mark of the next ones, if there are any."""

    rows: list[Row]
    after: str


def stretch_of[Row: Model](
    rows: QuerySet[Row], *, by: Sequence[str], question: str, mark: str
) -> Stretch[Row]:
    """In the order of `by`, whose last column tells all rows apart. One read."""
    told = f"{question} {get_language()}"
    ordered = rows.order_by(*by)
    if mark:
        ordered = ordered.filter(_beyond(rows, by, _opened(mark, told)))
    found = list(ordered[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = len(found) > A_PAGE
    return Stretch(shown, _sealed(shown[-1], by, told) if more else "")


def other_page() -> ProblemError:
    """What a mark gets that we never gave, or that belongs to another question."""
    words = _("We never gave this page for this question. Begin again without it.")
    return ProblemError(Sort.OTHER_PAGE, words)


def next_url(request: HttpRequest, response: HttpResponse, mark: str) -> str | None:
    """Where the next page stands, in the answer and as a header; nothing after the last one."""
    if not mark:
        return None
    asked: QueryDict = request.GET.copy()
    asked[PAGE] = mark
    url = request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
    response.headers["Link"] = f'<{url}>; rel="next"'
    return url


def _beyond(rows: QuerySet[Any], by: Sequence[str], position: Sequence[Any]) -> Q:
    """Past this position: the first column further on, or the same and the next one further on."""
    past, same = Q(), Q()
    for column, told in zip(by, position, strict=True):
        name = column.removeprefix("-")
        value = _field(rows.model, column).to_python(told)
        past |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return past


def _sealed(row: Model, by: Sequence[str], question: str) -> str:
    """Keys of the database never leave the server in the open."""
    position = [_field(type(row), column).value_to_string(row) for column in by]
    return seal([_print(question), *position], salt=SALT)


def _field(model: type[Model], column: str) -> Any:
    name = column.removeprefix("-")
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _opened(mark: str, question: str) -> list[str]:
    try:
        told: Any = unseal(mark, salt=SALT) if len(mark) <= LONGEST_MARK else None
    except BrokenSealError:
        told = None
    if not told or told[0] != _print(question):
        raise other_page()
    return list(told[1:])


def _print(question: str) -> str:
    return blake2b(question.encode(), digest_size=8).hexdigest()
