"""What moderation holds about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.moderation.models import Appeal, Decision, Report
from commons.privacy import personal_data


def moderation_of(person: User) -> dict[str, Any]:
    """What one reported, and what was decided about one's own; never who reported it."""
    reports = Report.objects.of_person(person)
    decisions = Decision.objects.addressed_to(person)
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
personal_data.exclude(
    "moderation.decision.by",
    reason="who decided stands in the record of deeds, which is given out to them",
)
