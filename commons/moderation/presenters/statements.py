"""The same case as each of its two sides reads it: what concerns them, and nothing of the other."""

from __future__ import annotations

from dataclasses import dataclass

from commons.moderation.models import Appeal, Decision, Report


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What became of a report."""

    report: Report
    decisions: list[Decision]
    appeals: list[Appeal]
    can_appeal: bool

    @property
    def newest(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class StatementSummary:
    """A statement of reasons, and what became of it."""

    decision: Decision
    appeals: list[Appeal]
    can_appeal: bool
    is_newest: bool


def report_summary(report: Report) -> ReportSummary:
    """Decisions from the report on: what was decided before was about something else."""
    decisions = list(report.case.decisions.filter(made_at__gte=report.made_at))
    appeals = list(report.appeals.select_related("answer"))
    newest = decisions[-1] if decisions else None
    is_open = newest is not None and newest.can_be_appealed
    has = any(one.decision_id == newest.pk for one in appeals) if newest else False
    return ReportSummary(report, decisions, appeals, can_appeal=is_open and not has)


def statement_summary(decision: Decision) -> StatementSummary:
    appeals = list(decision.appeals.filter(report=None).select_related("answer"))
    newest = decision.case.decisions.order_by("pk").last() == decision
    # To an appeal of whoever wrote it: what ends a measure takes nothing from them.
    return StatementSummary(
        decision=decision,
        appeals=appeals,
        can_appeal=(decision.can_be_appealed and not decision.is_lifting)
        and newest
        and not appeals,
        is_newest=newest,
    )
