"""The file of a class or of a works council: deadlines, what is here, adults, subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Sum
from django.utils import timezone

from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_lists.choices.required_documents import (
    PAPER_RULES,
    RATIOS,
    CountedPer,
    DocumentRule,
    Level,
    Ratio,
)
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trips.choices import TripKind
from travel_stories.trips.models.trips import Trip

PAPER_KINDS: Final = frozenset({TripKind.CLASS, TripKind.WORKS_COUNCIL})
RULES: Final = {rule.code: rule for rule in PAPER_RULES}
NURSERY_UNTIL, ELEMENTARY_UNTIL = 5, 10  # years of the youngest


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One line of the file with the rule that it goes back to, if any."""

    item: ChecklistItem
    rule: DocumentRule | None
    due: date | None
    is_here: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """What the kind of trip calls for and nobody has put into the file."""

    rule: DocumentRule
    count: int
    due: date | None


@dataclass(frozen=True, slots=True)
class Supervision:
    """How many adults a class needs. Without `ratio` none is fixed, or the ages aren't known."""

    level: Level | None
    ratio: Ratio | None
    needed: int | None
    adults: int
    children: int
    has_nights: bool

    @property
    def is_short(self) -> bool:
        return self.needed is not None and self.adults < self.needed


@dataclass(frozen=True, slots=True)
class CouncilBudget:
    """What each person costs, what the council gives, and what is left to pay; minor units."""

    heads: int
    cost: int | None  # for each, from the budget or else from what was spent
    is_planned: bool
    subsidy: int | None

    @property
    def own_part(self) -> int | None:
        return None if self.cost is None else max(self.cost - (self.subsidy or 0), 0)

    @property
    def given(self) -> int:
        return (self.subsidy or 0) * self.heads


@dataclass(frozen=True, slots=True)
class RequiredDocuments:
    checklist: Checklist | None
    papers: list[RequiredDocument]
    missing: list[MissingDocument]
    guard: Supervision | None
    council: CouncilBudget | None

    @property
    def here(self) -> int:
        return sum(paper.is_here for paper in self.papers)


def required_documents_of(trip: Trip) -> RequiredDocuments:
    """Three queries, four for a works council."""
    checklist = trip.checklists.present().of_papers().first()
    papers = _papers(trip, checklist) if checklist else []
    begun = {paper.item.rule for paper in papers}
    missing = [
        MissingDocument(
            rule,
            count_for(rule, trip),
            None
            if trip.starts_on is None or rule.days_before is None
            else trip.starts_on - timedelta(days=rule.days_before),
        )
        for rule in rules_for(trip)
        if rule.code not in begun
    ]
    return RequiredDocuments(
        checklist=checklist,
        papers=papers,
        missing=missing,
        guard=supervision_of(trip) if trip.kind == TripKind.CLASS else None,
        council=council_budget_of(trip) if trip.kind == TripKind.WORKS_COUNCIL else None,
    )


def rules_for(trip: Trip) -> list[DocumentRule]:
    """Where the ages aren't known every level counts: people strike out what isn't theirs."""
    level = level_of(trip)
    abroad = trip.locality is not None and trip.locality.country != "FR"
    return [
        rule
        for rule in PAPER_RULES
        if trip.kind in rule.trips
        and (level is None or level in rule.levels)
        and (trip.days > 1 or not rule.nights)
        and rule.abroad in (None, abroad)
    ]


def level_of(trip: Trip) -> Level | None:
    """By the youngest: a mixed class is looked after as its little ones need."""
    youngest = trip.age_from if trip.age_from is not None else trip.age_until
    if youngest is None:
        return None
    if youngest <= NURSERY_UNTIL:
        return Level.NURSERY
    return Level.ELEMENTARY if youngest <= ELEMENTARY_UNTIL else Level.SECONDARY


def supervision_of(trip: Trip) -> Supervision:
    level, has_nights = level_of(trip), trip.days > 1
    ratio = RATIOS.get((level, has_nights)) if level else None
    needed = ratio.needed(trip.children) if ratio else None
    return Supervision(level, ratio, needed, trip.adults, trip.children, has_nights)


def council_budget_of(trip: Trip) -> CouncilBudget:
    whole, is_planned = trip.budget, trip.budget is not None
    if whole is None:
        spent = trip.expenses.present().exclude(kind=ExpenseKind.REPAYMENT)
        whole = spent.aggregate(sum=Sum("cents"))["sum"]
    cost = None if whole is None or not trip.party else -(-whole // trip.party)
    return CouncilBudget(trip.party, cost, is_planned, trip.subsidy)


def words_of(rule: DocumentRule, trip: Trip) -> dict[str, Any]:
    """An entry of a list, in the language of whoever puts it there."""
    return {
        "title": str(rule.title)[:120],
        "count": count_for(rule, trip),
        "days_before": rule.days_before,
        "rule": rule.code,
    }


def count_for(rule: DocumentRule, trip: Trip) -> int:
    heads = {
        CountedPer.CHILD: trip.children,
        CountedPer.ADULT: trip.adults,
        CountedPer.PERSON: trip.party,
    }
    return max(heads.get(rule.each, 1), 1)


def _papers(trip: Trip, checklist: Checklist) -> list[RequiredDocument]:
    """What is due first stands first; what has no day comes last."""
    today = timezone.localdate()
    papers = []
    for item in checklist.items.present().select_related("who"):
        item.trip = trip
        is_here, due = item.got >= item.count, item.due
        is_late = not is_here and due is not None and due < today
        papers.append(RequiredDocument(item, RULES.get(item.rule), due, is_here, is_late))
    return sorted(papers, key=lambda paper: (paper.due or date.max, paper.item.pk))
