"""A storm of reports has many ends: they are told one after the other, outside the decision."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from commons.moderation import notifications
from commons.moderation.models import Decision, Report
from core.periodic import RowsFailedError, for_each_row


@shared_task(name="moderation.tell_reporters")
def notify_reporters(*, decision_id: int) -> None:
    """Each once, also when the job is killed and run again.

    Raises RowsFailedError once all others are told: the outbox tries again later.
    """
    decision = Decision.objects.filter(pk=decision_id).select_related("case").first()
    if decision is None:
        return
    waiting = decision.case.reports.exclude(notified_of=decision).filter(
        made_at__lte=decision.made_at
    )
    failed = for_each_row(waiting.only("pk"), lambda report: _notify(report.pk, decision))
    if failed:
        raise RowsFailedError(failed)


@transaction.atomic
def _notify(pk: int, decision: Decision) -> None:
    report = Report.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if report.notified_of_id == decision.pk:
        return
    notifications.notify_reporter(report, decision)
    report.notified_of = decision
    report.save(update_fields=["notified_of"])
