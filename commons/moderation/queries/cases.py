"""A case as those read it who decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from commons.accounts.models import User
from commons.moderation.enums import CaseState, Reason
from commons.moderation.models import Appeal, Case, Copy, Decision, Report

LATELY = 20
SHOWN = 20  # of a storm; the others say the same


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, what waits for an author, and what was decided lately."""

    waiting: list[Case]
    asked: list[Case]
    decided: list[Case]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CaseTold:
    """Everything on one page, in a fixed number of reads."""

    case: Case
    copies: Sequence[Copy]
    reports: Sequence[Report]
    number: int
    reasons: Sequence[ReasonLine]
    decisions: Sequence[Decision]
    appeals: Sequence[Appeal]

    @property
    def others(self) -> int:
        return self.number - len(self.reports)


def queue_of(person: User) -> Queue:
    """Three reads. Urgent first, then as they came."""
    rows = Case.objects.readable_by(person)
    waiting = list(_counted(rows.waiting()).order_by("-is_urgent", "pk"))
    asked = rows.filter(state=CaseState.ASKED).exclude(pk__in=[one.pk for one in waiting])
    decided = _counted(rows.filter(state=CaseState.DECIDED)).order_by("-decided_at", "-pk")
    return Queue(waiting, list(_counted(asked).order_by("due_at")), list(decided[:LATELY]))


def _counted(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.annotate(number=Count("reports"))


def case_told(case: Case) -> CaseTold:
    """Six reads, however many reported it."""
    reasons = Counter(case.reports.values_list("reason", flat=True))
    labels = dict(Reason.choices)
    appeals = Appeal.objects.filter(decision__case=case)
    return CaseTold(
        case=case,
        copies=list(case.copies.all()),
        reports=list(case.reports.select_related("by")[:SHOWN]),
        number=reasons.total(),
        reasons=[ReasonLine(str(labels[key]), count) for key, count in reasons.most_common()],
        decisions=list(case.decisions.select_related("by")),
        appeals=list(appeals.select_related("report")),
    )
