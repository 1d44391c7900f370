"""What the clock starts. Each job returns how many rows failed; they are in the log."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commons.privacy.actions.archives import forget_file
from commons.privacy.actions.inactivity import (
    close_inactive_account,
    close_unconfirmed_account,
    warn_inactive_person,
)
from commons.privacy.models import FOLDER, ArchiveImport, DataArchive, InactivityWarning
from commons.privacy.registries.erasures import journal, journal_files, read_line
from commons.privacy.selectors import inactive_since, unconfirmed_people
from core.errors import DomainError
from core.files.storage import private_storage
from core.periodic import for_each_row
from core.permissions import SYSTEM


@shared_task(name="privacy.forget_archives")
def forget_archives() -> int:
    """Archives and imports that had their days, and files that no row owns."""
    failed = for_each_row(DataArchive.objects.to_forget(), forget_file)
    failed += for_each_row(ArchiveImport.objects.to_forget(), forget_file)
    return failed + for_each_row(loose_files(), delete_if_settled)


def loose_files() -> list[str]:
    """Written by a worker that was killed before its row was."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return []
    folders = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[0]]
    files = {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}
    owned = {
        *DataArchive.objects.values_list("file", flat=True),
        *ArchiveImport.objects.values_list("file", flat=True),
    }
    return sorted(files - owned)


def delete_if_settled(name: str) -> None:
    """A younger file may be waiting for the commit of its row."""
    storage = private_storage()
    if storage.get_modified_time(name) < timezone.now() - settings.MEDIA_SWEEP_AFTER:
        storage.delete(name)


@shared_task(name="privacy.warn_inactive")
def warn_inactive() -> int:
    """Whoever hasn't come for long hears on which day the account closes."""
    ahead = settings.PRIVACY_INACTIVE_AFTER - settings.PRIVACY_INACTIVE_WARNED
    people = inactive_since(timezone.now() - ahead).filter(inactivity_warning=None)
    return for_each_row(people, lambda person: warn_inactive_person(person=person, by=SYSTEM))


@shared_task(name="privacy.close_inactive")
def close_inactive() -> int:
    """Accounts whose day has come, and warnings of those who have come back.

    One on whom others depend stays until somebody has taken over: it is tried again each day.
    """
    return for_each_row(
        InactivityWarning.objects.filter(closes_at__lte=timezone.now()).select_related("person"),
        lambda warning: close_inactive_account(warning=warning, by=SYSTEM),
        ignoring=DomainError,
    )


@shared_task(name="privacy.close_unconfirmed")
def close_unconfirmed() -> int:
    """Accounts whose address was never confirmed."""
    return for_each_row(
        unconfirmed_people(), lambda person: close_unconfirmed_account(person=person, by=SYSTEM)
    )


@shared_task(name="privacy.forget_erasures")
def forget_erasures() -> int:
    """Lines of the journal that are older than any backup. One that can't be read fails, and stays
    for somebody to look at.
    """
    return for_each_row(journal_files(), forget_if_old)


def forget_if_old(name: str) -> None:
    """A file of the journal. Raises BrokenLineError."""
    if read_line(name).at <= timezone.now() - settings.PRIVACY_ERASURES_KEPT:
        journal().delete(name)
