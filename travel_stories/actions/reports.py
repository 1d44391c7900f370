"""Readers report what is wrong with a story; somebody who isn't its author decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import SYSTEM, require
from core.states import require_transition
from travel_stories import notifications
from travel_stories.enums import REPORT_TRANSITIONS, ReportState
from travel_stories.errors.telling import ReasonMissingError
from travel_stories.models import Story, StoryReport

LETTER_GOOD_FOR: Final = timedelta(days=30)


@transaction.atomic
def report_story(*, story: Story, words: Mapping[str, Any], by: User | None = None) -> StoryReport:
    """Anybody may, with or without an account. The same words again are the same report."""
    told = {name: words[name] for name in ("reason", "words", "name", "email")}
    Story.objects.select_for_update().get(pk=story.pk)  # a double click waits here
    open_ones = story.reports.filter(state=ReportState.OPEN)
    if known := open_ones.filter(**told, by=by).first():
        return known

    report = StoryReport.objects.create(story=story, by=by, language=get_language() or "fr", **told)
    audit.record(by or SYSTEM, "story.reported", story, report=report.pk)

    notifications.tell_readers_of_report(report)
    return report


@transaction.atomic
def decide_report(
    *, report: StoryReport, state: ReportState, decision: str, by: User
) -> StoryReport:
    """Say what was done, and why. Whoever left an address hears of it."""
    require(by, "travel_stories.decide_report", report)

    report = StoryReport.objects.select_for_update().get(pk=report.pk)
    require_transition(REPORT_TRANSITIONS, report.state, state)
    if not decision.strip():
        raise ReasonMissingError

    report.state, report.decision = state, decision
    report.decided_by, report.decided_at = by, timezone.now()
    report.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    audit.record(by, f"story.report_{state}", report.story, report=report.pk)

    if report.email:
        notifications.mail_decision(report, keep_for=LETTER_GOOD_FOR)
    return report
