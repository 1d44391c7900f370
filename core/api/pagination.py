"""Keyset pagination of the API: its refusals are problems, its next page a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import StringConstraints

from core import pagination
from core.api.problems import ProblemError, ProblemType
from core.ids import ALPHABET, LENGTH
from core.pagination import InvalidCursorError, Page

PublicId = Annotated[str, StringConstraints(pattern=rf"^([{ALPHABET}]{{{LENGTH}}})?$")]

PAGE_SIZE: Final = 24
PAGE_PARAM: Final = "page"


def paginate[Row: Model](
    rows: QuerySet[Row], *, by: Sequence[str], scope: str, cursor: str
) -> Page[Row]:
    """As `core.pagination.paginate`, for one language. Raises ProblemError for a wrong cursor."""
    localized_scope = f"{scope} {get_language()}"
    try:
        return pagination.paginate(
            rows, by=by, scope=localized_scope, cursor=cursor, size=PAGE_SIZE
        )
    except InvalidCursorError:
        raise invalid_cursor_problem() from None


def invalid_cursor_problem() -> ProblemError:
    """Answers a cursor that this site did not make, or that belongs to another query."""
    words = _("This cursor wasn’t issued for this query. Start again without it.")
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
