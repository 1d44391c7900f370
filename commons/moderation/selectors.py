"""Long lists of moderation, page by page, and of which kinds anything waits at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models import Case, Decision, Report
from commons.moderation.states import CaseState
from core.cache.caching import delete_cached, get_or_set

A_PAGE: Final = 20
KINDS_KEY: Final = "moderation.unanswered_kinds"


def list_unanswered_kinds() -> list[str]:
    """Kinds of things about which a case is open or appealed, whoever decides them.

    Cached, since every page of somebody who is signed in asks; on most days there are none. One
    more may be among them for a minute.
    """
    return get_or_set(KINDS_KEY, _read_kinds, settings.MODERATION_KINDS_CACHE_TTL)


def clear_unanswered_kinds() -> None:
    """Now, and once more when everybody can read the change."""
    delete_cached(KINDS_KEY)
    transaction.on_commit(lambda: delete_cached(KINDS_KEY))


def _read_kinds() -> list[str]:
    return list(
        Case.objects.unanswered().order_by("kind").values_list("kind", flat=True).distinct()
    )


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
    title=_("Reported content"),
    lead=_("Your own content and what you reported never appear here: someone else decides."),
    empty=_("Reports about the pages you look after appear here."),
    lists=(
        ListTab(
            "waiting",
            _("To do"),
            # Urgent first, then as they came.
            lambda person: (
                Case.objects.readable_by(person).waiting().annotate(number=Count("reports"))
            ),
            f"{PARTS}line_case.html",
            order=("-is_urgent", "pk"),
        ),
        ListTab(
            "asked",
            _("Waiting for the author"),
            _asked,
            f"{PARTS}line_case.html",
            order=("pk",),
        ),
        ListTab("decided", _("Decided recently"), _decided, f"{PARTS}line_decided.html"),
    ),
)
OWN: Final = ListGroup(
    name="own",
    title=_("Reports and decisions"),
    lead=_("We never say who made a report."),
    empty=_(
        "Your reports and the decisions about what you publish appear "
        "here. To report something, use the link at the bottom of the "
        "page it’s on."
    ),
    lists=(
        ListTab(
            "reported",
            _("My reports"),
            lambda person: Report.objects.of_person(person).select_related("case"),
            f"{PARTS}line_report.html",
            is_counted=False,
        ),
        ListTab(
            "mine",
            _("Decisions about me"),
            lambda person: Decision.objects.addressed_to(person).select_related("case"),
            f"{PARTS}line_decision.html",
            is_counted=False,
        ),
    ),
)
