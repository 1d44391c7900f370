"""What moderation holds about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.accounts.queries import personal_data
from commons.moderation.models import Appeal, Decision, Report


def moderation_of(person: User) -> dict[str, Any]:
    """What one reported, and what was decided about one's own; never who reported it."""
    reports = Report.objects.of_person(person)
    decisions = Decision.objects.told_to(person)
    appeals = Appeal.objects.filter(by=person)
    return {
        "reports": list(reports.values("made_at", "case__title", "reason", "words")),
        "decisions": list(
            decisions.values(
                "made_at", "case__title", "measure", "ground", "rule", "facts", "words"
            )
        ),
        "appeals": list(appeals.values("made_at", "decision__case__title", "words")),
    }


personal_data.register(
    "moderation",
    moderation_of,
    covers=["moderation.report.by", "moderation.appeal.by"],
)
personal_data.leave_out(
    "moderation.decision.by",
    because="who decided stands in the record of deeds, which is given out to them",
)
