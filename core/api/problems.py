"""What could not be answered, and why, as RFC 9457 has it: for programs and for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Final

from django.http import HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE: Final = "application/problem+json"
COMPACT_JSON: Final = {"ensure_ascii": False, "separators": (",", ":")}


class ProblemType(Enum):
    """The sorts of problems. A program goes by `type`; `title` is for whoever reads its log."""

    NOT_FOUND = ("not-found", 404, _("Nothing public at this address"))
    READ_ONLY = ("read-only", 405, _("This API is read-only"))
    INVALID_PARAMS = ("not-understood", 422, _("Some parameters aren’t valid"))
    INVALID_CURSOR = ("other-page", 422, _("The cursor doesn’t match this query"))
    RATE_LIMITED = ("too-often", 429, _("Too many requests"))
    UNSUPPORTED_FORMAT = ("other-form", 501, _("This format isn’t available"))
    UNAVAILABLE = ("away", 503, _("Service unavailable"))

    def __init__(self, slug: str, status: int, title: str | Promise) -> None:
        self.slug = slug
        self.status = status
        self.title = title

    @property
    def type(self) -> str:
        return f"urn:hirondelle:problem:{self.slug}"


@dataclass(frozen=True, slots=True)
class InvalidParam:
    """One part of the question, and what is wrong with it."""

    name: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """The members of RFC 9457; `errors` are one for each part that was not understood."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[InvalidParam]


class ProblemError(Exception):
    """Raised where an answer is made; `public_api_view` turns it into a response."""

    def __init__(
        self,
        problem_type: ProblemType,
        detail: str = "",
        *,
        errors: Iterable[InvalidParam] = (),
        retry_after: int = 0,  # seconds
    ) -> None:
        super().__init__(problem_type.slug)
        self.problem_type = problem_type
        self.detail = detail
        self.errors = list(errors)
        self.retry_after = retry_after


def problem_response(request: HttpRequest, problem: ProblemError) -> JsonResponse:
    """In the language of whoever asked."""
    problem_type = problem.problem_type
    body = Problem(
        type=problem_type.type,
        title=str(problem_type.title),
        status=problem_type.status,
        detail=problem.detail,
        instance=request.path,
        errors=problem.errors,
    )
    return JsonResponse(
        asdict(body),
        status=problem_type.status,
        content_type=MEDIA_TYPE,
        json_dumps_params=COMPACT_JSON,
    )
