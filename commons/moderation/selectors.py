"""Long lists of moderation, page by page: for those who decide, and for everybody's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models import Case, Decision, Report
from commons.moderation.states import CaseState

A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class ListTab:
    """One list of a page. `line` is the template of a row, `order` the columns that order them.

    `is_counted`: a row says how many reported it.
    """

    name: str
    label: str | Promise
    rows: Callable[[User], QuerySet[Any]]
    line: str
    order: tuple[str, ...] = ("-pk",)
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Several lists under one heading, and what is said where nothing stands in them."""

    name: str
    title: str | Promise
    lead: str | Promise
    empty: str | Promise
    lists: tuple[ListTab, ...]

    def named(self, name: str | None) -> ListTab:
        """The first one unless another is meant."""
        return next((one for one in self.lists if one.name == name), self.lists[0])


def _asked(person: User) -> QuerySet[Case]:
    """What waits for its author, and for no day that is past."""
    readable = Case.objects.readable_by(person)
    asked = readable.filter(state=CaseState.ASKED).exclude(pk__in=readable.waiting().values("pk"))
    return asked.annotate(number=Count("reports"))


def _decided(person: User) -> QuerySet[Decision]:
    """What holds today: the newest decision of each, by the hour at which it was taken."""
    cases = Case.objects.readable_by(person).filter(state=CaseState.DECIDED)
    later = Decision.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    newest = Decision.objects.filter(~Exists(later), case__in=cases.values("pk"))
    decisions = newest.select_related("case")
    return decisions.annotate(number=Count("case__reports"))


PARTS: Final = "moderation/parts/"
CASES: Final = ListGroup(
    name="cases",
    title=_("Reported"),
    lead=_("Never what is yours or what you reported yourself: somebody else decides on that."),
    empty=_("What readers report about the pages that you look after stands here."),
    lists=(
        ListTab(
            "waiting",
            _("What waits"),
            # Urgent first, then as they came.
            lambda person: (
                Case.objects.readable_by(person).waiting().annotate(number=Count("reports"))
            ),
            f"{PARTS}line_case.html",
            order=("-is_urgent", "pk"),
        ),
        ListTab(
            "asked",
            _("What waits for its author"),
            _asked,
            f"{PARTS}line_case.html",
            order=("pk",),
        ),
        ListTab("decided", _("Decided lately"), _decided, f"{PARTS}line_decided.html"),
    ),
)
OWN: Final = ListGroup(
    name="own",
    title=_("Reports and decisions"),
    lead=_("Whoever wrote it is never told who reported it."),
    empty=_(
        "What you report, and what is decided about what you publish, stands here. "
        "At the foot of a page is a link to report it."
    ),
    lists=(
        ListTab(
            "reported",
            _("What I reported"),
            lambda person: Report.objects.of_person(person).select_related("case"),
            f"{PARTS}line_report.html",
            is_counted=False,
        ),
        ListTab(
            "mine",
            _("What concerns me"),
            lambda person: Decision.objects.addressed_to(person).select_related("case"),
            f"{PARTS}line_decision.html",
            is_counted=False,
        ),
    ),
)
