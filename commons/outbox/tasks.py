"""Jobs leave the process at least once: a job may run twice and must do no harm then."""

import logging

from celery import current_app, shared_task

from commons.outbox.models import OutboxEntry

logger = logging.getLogger(__name__)

BATCH = 100


@shared_task(name="outbox.drain_outbox")
def drain_outbox() -> None:
    """Hand over what is due: right after a commit, and by the clock in case that was lost."""
    entries = OutboxEntry.objects.claim(BATCH)
    for entry in entries:
        # in the line of its own job, so that a letter doesn't stand behind photographs
        line = current_app.amqp.router.route({}, entry.job)
        deliver.apply_async(kwargs={"entry_id": entry.pk}, **line)
    if len(entries) == BATCH:
        drain_outbox.delay()


@shared_task(name="outbox.deliver")
def deliver(*, entry_id: int) -> None:
    """Run one entry's job, then forget it. Killed in between, it becomes due again.

    The attempt is counted before: a job that kills its worker each time is given up as well.
    """
    entry = OutboxEntry.objects.filter(pk=entry_id, dead_at=None).first()
    if entry is None or not entry.begin_attempt():
        return
    try:
        current_app.tasks[entry.job](**entry.arguments)
    except Exception as error:  # whatever a job meets, its promise stays
        entry.fail(error)
        logger.warning("%s %s failed: %s", entry.job, entry.pk, type(error).__name__)
    else:
        entry.delete()
