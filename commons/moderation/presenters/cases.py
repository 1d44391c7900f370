"""A case as those read it who decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from commons.moderation.models import Appeal, Case, Copy, Decision, Report
from commons.moderation.states import Reason
from core.values.pictures import Picture

SHOWN = 20  # of a storm; the others say the same


@dataclass(frozen=True, slots=True)
class ReasonLine:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """Everything on one page, in a fixed number of reads."""

    case: Case
    copies: Sequence[Copy]
    reports: Sequence[Report]
    number: int
    reasons: Sequence[ReasonLine]
    decisions: Sequence[Decision]
    appeals: Sequence[Appeal]
    pictures: Sequence[Picture] = ()

    @property
    def others(self) -> int:
        return self.number - len(self.reports)


def case_summary(case: Case) -> CaseSummary:
    """Six reads, however many reported it, and those of what is to be seen of it."""
    counts = case.reports.order_by().values_list("reason").annotate(count=Count("pk"))
    reasons = Counter(dict(counts))
    labels = dict(Reason.choices)
    appeals = Appeal.objects.filter(decision__case=case)
    kind, subject = case.noun, case.subject
    return CaseSummary(
        case=case,
        copies=list(case.copies.all()),
        reports=list(case.reports.select_related("by")[:SHOWN]),
        number=reasons.total(),
        reasons=[ReasonLine(str(labels[key]), count) for key, count in reasons.most_common()],
        decisions=list(case.decisions.select_related("by")),
        appeals=list(appeals.select_related("report")),
        pictures=list(kind.pictures_of(subject)) if kind and subject else [],
    )
