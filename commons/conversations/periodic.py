"""What the clock starts. Each job returns how many rows failed; they are in the log."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commons.conversations.actions import forget_messages
from commons.conversations.models import FOLDER, Attachment, Thread
from core.files.storage import private_storage, unowned_files
from core.periodic import for_each_row
from core.permissions import SYSTEM


@shared_task(name="conversations.forget_messages")
def forget_old_messages() -> int:
    """Conversations in which nobody has written for CONVERSATIONS_KEPT."""
    return for_each_row(
        Thread.objects.to_forget(), lambda thread: forget_messages(thread=thread, by=SYSTEM)
    )


@shared_task(name="conversations.sweep_files")
def sweep_files() -> int:
    """Delete files that were written to the disk and never committed, or whose row is gone."""
    owners, columns = Attachment.objects.all(), ("file", "preview")
    loose = list(unowned_files(private_storage(), FOLDER, owners, columns=columns))
    return for_each_row(loose, _delete_if_settled)


def _delete_if_settled(name: str) -> None:
    """A younger file may be waiting for the commit of its row."""
    storage = private_storage()
    if storage.get_modified_time(name) < timezone.now() - settings.MEDIA_SWEEP_AFTER:
        storage.delete(name)
