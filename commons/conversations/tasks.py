"""Jobs of conversations: each may run twice and must do no harm then."""

from celery import shared_task
from django.db import transaction

from commons.conversations.models import Thread
from commons.conversations.notifications import notify_of_rest
from commons.notifications.models import Notice
from core.files.storage import private_storage


@shared_task(name="conversations.notify_of_rest")
@transaction.atomic
def notify_of_rest_of(*, notice_id: int) -> None:
    """Once the quiet time of a notice is over: one more for what was written meanwhile.

    Under the lock of the thread, so that a message that comes now is in one of the two. Its second
    run finds the notice put away.
    """
    notice = Notice.objects.select_related("recipient").filter(pk=notice_id).first()
    if notice is None or not isinstance(notice.subject, Thread):
        return
    Thread.objects.locked(notice.subject.pk)
    notice.refresh_from_db(fields=["read_at", "data"])
    notify_of_rest(notice)


@shared_task(name="conversations.delete_file")
def delete_file(*, name: str) -> None:
    """One file of a message that is gone; a second run finds nothing to do."""
    private_storage().delete(name)
