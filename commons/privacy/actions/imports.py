"""An archive is checked, and imported once its person has seen what would come."""

from __future__ import annotations

from dataclasses import asdict

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from commons.privacy.actions.archives import forget_file
from commons.privacy.archive_format import read_archive
from commons.privacy.errors import ImportGoneError, NothingToImportError
from commons.privacy.models import ArchiveImport
from commons.privacy.registries.archive_imports import plan_of
from commons.privacy.states import ImportState
from commons.privacy.tasks import import_archive
from core.files.upload_quotas import counted_upload
from core.permissions import require
from core.quotas.checks import require_quota


def check_archive(*, file: File[bytes], by: User) -> ArchiveImport:
    """Read it and note what would come; nothing else is written.

    Raises QuotaExceededError and the refusals of `read_archive` and of its `rows`.
    """
    require(by, "privacy.check_archive", by)
    with counted_upload(by, file.size or 0):
        content = read_archive(file)
    plan = {code: [asdict(item) for item in items] for code, items in plan_of(content, by)}
    return _keep(file, content.source, plan, by)


@transaction.atomic
def _keep(
    file: File[bytes], source: str, plan: dict[str, list[dict[str, str]]], by: User
) -> ArchiveImport:
    """One at a time for each person: the one before is replaced."""
    User.objects.locked(by.pk, no_key=True)
    for earlier in ArchiveImport.objects.of_person(by).exclude(state=ImportState.WAITING):
        forget_file(earlier)

    archive = ArchiveImport(person=by, source=source, plan=plan)
    file.seek(0)
    archive.file.save("", file, save=False)
    archive.save()
    audit.record(by, "person.archive_checked", by)
    return archive


@transaction.atomic
def confirm_import(*, archive: ArchiveImport, by: User) -> ArchiveImport:
    """Have it imported. Pressed twice, it comes once, and counts as one import whatever it holds.

    Raises NothingToImportError, ImportGoneError, QuotaExceededError.
    """
    require(by, "privacy.import_archive", archive)

    archive = ArchiveImport.objects.locked(archive.pk)
    if archive.state != ImportState.CHECKED:
        return archive
    if not archive.has_news:
        raise NothingToImportError
    if not archive.file:
        raise ImportGoneError
    require_quota("imports", by)

    archive.state, archive.confirmed_at = ImportState.WAITING, timezone.now()
    archive.save(update_fields=["state", "confirmed_at"])
    audit.record(by, "person.archive_imported", by, source=archive.source)

    outbox.enqueue(import_archive, import_id=archive.pk)
    return archive
