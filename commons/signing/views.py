"""Keys and signed heads, for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from commons.signing.selectors import published
from core.api.problems import COMPACT_JSON, InvalidParam, ProblemError, ProblemType
from core.values.numbers import whole_number


def heads(request: HttpRequest) -> HttpResponse:
    """The newest heads first; `?before=` goes on where a page ended (`next`)."""
    before = None
    if "before" in request.GET:
        before = whole_number(request.GET["before"])
        if before is None:
            words = _("Use the number given as “next” on the previous page.")
            raise ProblemError(ProblemType.INVALID_PARAMS, errors=[InvalidParam("before", [words])])
    return JsonResponse(published(before=before), json_dumps_params=COMPACT_JSON)
