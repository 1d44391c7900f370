"""What moderation holds about a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models import Appeal, Decision, Report
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention


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
register_processing(
    Processing(
        "reports",
        ("moderation",),
        title=_("Reports and decisions"),
        purpose=_("to decide about content that people report, and to give reasons"),
        basis=LegalBasis.DUTY,
        recipients=_("the people who decide; never the person you report"),
    )
)
register_retention(
    RetentionRule(
        ("moderation.report", "moderation.appeal", "moderation.decision"),
        goes=_("reports, the names of the people who made them, and copies of the content"),
        period=settings.MODERATION_KEPT,
        starts=_("after the last decision"),
        job="moderation.forget_cases",
        stays=_("the decision and its reasons, without names, because others may rely on it"),
        columns=(
            *("moderation.report.name", "moderation.report.email", "moderation.report.words"),
            "moderation.appeal.words",
            *("moderation.decision.facts", "moderation.decision.rule"),
            "moderation.decision.words",
        ),
    )
)
