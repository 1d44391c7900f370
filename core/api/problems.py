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
COMPACT: Final = {"ensure_ascii": False, "separators": (",", ":")}


class Sort(Enum):
    """The sorts of problems. A program goes by `type`; `title` is for whoever reads its log."""

    NOT_FOUND = ("not-found", 404, _("There is nothing public at this address."))
    READ_ONLY = ("read-only", 405, _("Here one can only read."))
    NOT_UNDERSTOOD = ("not-understood", 422, _("Something in the question can’t be understood."))
    OTHER_PAGE = ("other-page", 422, _("This page belongs to another question."))
    TOO_OFTEN = ("too-often", 429, _("That is too many questions in a short time."))
    OTHER_FORM = ("other-form", 501, _("We don’t tell this in that form."))
    AWAY = ("away", 503, _("What would answer this is away."))

    def __init__(self, word: str, status: int, title: str | Promise) -> None:
        self.word = word
        self.status = status
        self.title = title

    @property
    def type(self) -> str:
        return f"urn:hirondelle:problem:{self.word}"


@dataclass(frozen=True, slots=True)
class Flaw:
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
    errors: list[Flaw]


class ProblemError(Exception):
    """Raised where an answer is made, told at the door."""

    def __init__(self, sort: Sort, detail: str = "", *, errors: Iterable[Flaw] = ()) -> None:
        super().__init__(sort.word)
        self.sort = sort
        self.detail = detail
        self.errors = list(errors)


def answer_with(request: HttpRequest, problem: ProblemError) -> JsonResponse:
    """In the language of whoever asked."""
    sort = problem.sort
    told = Problem(
        type=sort.type,
        title=str(sort.title),
        status=sort.status,
        detail=problem.detail,
        instance=request.path,
        errors=problem.errors,
    )
    return JsonResponse(
        asdict(told), status=sort.status, content_type=MEDIA_TYPE, json_dumps_params=COMPACT
    )
