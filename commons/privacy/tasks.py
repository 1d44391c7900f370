"""Archives are made and imported here, and their files removed."""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryFile

from celery import shared_task
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.privacy import notifications
from commons.privacy.archive_format import read_archive
from commons.privacy.errors import ImportFailedError
from commons.privacy.exports import write_archive
from commons.privacy.models import ArchiveImport, DataArchive
from commons.privacy.personal_data import export_of
from commons.privacy.registries.archive_files import files_of
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.erasures import Erasure, write_line
from commons.privacy.states import ImportState
from core.errors import DomainError
from core.files.bag_uploads import BagQueueError
from core.files.storage import private_storage
from core.files.upload_quotas import UPLOAD_QUOTAS
from core.quotas.checks import counted_already


@shared_task(name="privacy.make_archive")
def make_archive(*, archive_id: int) -> None:
    """Write it to a file, piece by piece; a second run finds it made.

    What is asked for again meanwhile is made again: the row is only written where it still asks for
    this one, and no other delivery of the same job has written it.
    """
    archive = DataArchive.objects.select_related("person").filter(pk=archive_id).first()
    if archive is None or archive.is_ready:
        return
    person, began, old = archive.person, timezone.now(), archive.file.name
    previous = archive.made_at
    with TemporaryFile() as out:
        with translation.override(person.language):
            write_archive(
                out,
                owner=person.public_id,
                records=export_of(person),
                files=files_of(person),
                at=began,
            )
        size = out.tell()
        archive.file.save("", File(out), save=False)
    made = {"file": archive.file.name, "made_at": began, "size": size}
    with transaction.atomic():
        asked = DataArchive.objects.filter(
            pk=archive_id, asked_at=archive.asked_at, made_at=previous
        )
        if asked.update(**made):
            notifications.notify_of_archive(archive)
        else:
            old = archive.file.name  # asked for anew, made already, or forgotten
    if old:
        delete_file(name=old)


@shared_task(name="privacy.import_archive")
def import_archive(*, import_id: int) -> None:
    """All of it or nothing; a second run finds it done. No mail leaves, and nothing is public.

    What fails otherwise than by a refusal is tried again, for as long as `is_given_up` allows.
    """
    waiting = ArchiveImport.objects.filter(pk=import_id, state=ImportState.WAITING)
    archive = waiting.select_related("person").first()
    if archive is None:
        return
    name, person = str(archive.file.name), archive.person
    with translation.override(person.language):
        try:
            if archive.is_given_up:
                raise ImportFailedError
            with private_storage().open(name) as file:
                content = read_archive(file)
            with transaction.atomic(), counted_already("drafts", *UPLOAD_QUOTAS):
                person = User.objects.locked(person.pk)
                if not waiting.exists():  # another delivery of this job was faster
                    return
                for part in import_parts.values():
                    part.apply(content, person)
                waiting.update(state=ImportState.DONE, file="")
        except BagQueueError:
            raise  # there is room later
        except (DomainError, PermissionDenied) as refusal:
            waiting.update(state=ImportState.REFUSED, refusal=str(refusal)[:500], file="")
    delete_file(name=name)


@shared_task(name="privacy.delete_file")
def delete_file(*, name: str) -> None:
    """One file of an archive; a second run finds nothing to do."""
    private_storage().delete(name)


@shared_task(name="privacy.write_erasure")
def write_erasure(*, noun: str, public_id: str, at: str) -> None:
    """A line in the journal of erasures; a second run finds it written."""
    write_line(Erasure(noun, public_id, datetime.fromisoformat(at)))
