"""An archive of everything about a person is asked for; a job makes it, the clock removes it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from commons.privacy.models import ArchiveImport, DataArchive
from commons.privacy.tasks import delete_file, make_archive
from core.permissions import require
from core.quotas.checks import require_quota


@transaction.atomic
def ask_for_archive(*, person: User, by: Actor) -> DataArchive:
    """Have it made, unless it is on its way. The one before goes once the new one is there.

    Raises QuotaExceededError.
    """
    require(by, "privacy.ask_for_archive", person)

    now = timezone.now()
    archive, is_new = DataArchive.objects.select_for_update().get_or_create(
        person=person, defaults={"asked_at": now}
    )
    if not is_new and archive.is_being_made:
        return archive
    require_quota("data_copies", by)

    archive.asked_at = now
    archive.save(update_fields=["asked_at"])
    audit.record(by, "person.archive_asked", person)

    outbox.enqueue(make_archive, archive_id=archive.pk)
    return archive


@transaction.atomic
def forget_file(row: DataArchive | ArchiveImport) -> None:
    """Delete the row and, after commit, its file."""
    if row.file:
        outbox.enqueue(delete_file, name=str(row.file.name))
    row.delete()


@transaction.atomic
def forget_files_of(person: User) -> None:
    """An account is closed: nothing that was packed outlives it."""
    for archive in DataArchive.objects.filter(person=person):
        forget_file(archive)
    for archive_import in ArchiveImport.objects.filter(person=person):
        forget_file(archive_import)
