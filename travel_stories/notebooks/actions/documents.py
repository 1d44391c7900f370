"""Documents are kept for the members of a trip, and their files deleted in time."""

from __future__ import annotations

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.audit import actions as audit
from commons.outbox import actions as outbox
from core.files.storage import unowned_files
from core.files.upload_quotas import counted_upload
from core.periodic import for_each_row
from core.permissions import SYSTEM, System, require
from core.text.file_names import clean_title, stem_of
from travel_stories.collaboration.actions.changes import find_earlier, record_addition
from travel_stories.notebooks.cleaning.documents import MIB, CleanDocument, clean_document
from travel_stories.notebooks.errors.documents import TooManyDocumentsError, TripTooHeavyError
from travel_stories.notebooks.models import booklets
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import FOLDER, Document, private_storage
from travel_stories.notebooks.tasks import delete_file
from travel_stories.notebooks.validators import MOST_DOCUMENTS
from travel_stories.trips.actions.parts import present
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


def add_document(
    *, trip: Trip, step: Step | None, file: File[bytes], title: str, edit: TripEdit
) -> Document:
    """Keep a file at a step or for the whole way; it is judged before anybody has to wait for it.

    Raises the refusals of `clean_document`, TooManyDocumentsError, TripTooHeavyError.
    """
    require(edit.by, "notebooks.add_document", trip)
    title = clean_title(title) or stem_of(file.name or "") or _("Document")
    # Seats of guests are free to make, so those of a trip are counted together.
    with counted_upload(edit.by.person or f"trip:{trip.pk}", file.size):
        clean = clean_document(file)
    return _keep(trip, step, clean, title, edit)


@transaction.atomic
def forget_document(*, document: Document, by: System) -> Document:
    """Delete its file for good. The history still knows that there was one."""
    require(by, "notebooks.forget_document", document)

    document = Document.objects.locked(document.pk)
    if not document.file:
        return document

    _delete_later(document)
    document.file = ""
    document.removed_at = document.removed_at or timezone.now()
    document.save(update_fields=["file", "removed_at"])
    audit.record(SYSTEM, "document.forgotten", document)
    return document


def delete_files_of(trip: Trip) -> None:
    """Promise that no file outlives a trip that is being erased."""
    for document in trip.documents.kept():
        _delete_later(document)
    for booklet in Booklet.objects.filter(member__trip=trip).exclude(file=""):
        outbox.enqueue(delete_file, name=str(booklet.file.name))


def sweep_files() -> int:
    """Delete what was written to the disk and never committed, or whose row is gone.

    Returns how many files could not be deleted; they are in the log.
    """
    loose = [
        *unowned_files(private_storage(), FOLDER, Document.objects.all()),
        *unowned_files(private_storage(), booklets.FOLDER, Booklet.objects.all()),
    ]
    return for_each_row(loose, _delete_if_settled)


@transaction.atomic
def _keep(
    trip: Trip, step: Step | None, clean: CleanDocument, title: str, edit: TripEdit
) -> Document:
    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Document.objects.get(pk=known.part)
    # What was taken out weighs until its file is deleted.
    weight = len(clean.content)
    kept = trip.documents.kept()
    if kept.present().count() >= MOST_DOCUMENTS:
        raise TooManyDocumentsError(most=MOST_DOCUMENTS)
    most = settings.TRAVEL_STORIES_DOCUMENTS_WEIGH
    if (kept.aggregate(all=Sum("weight"))["all"] or 0) + weight > most:
        raise TripTooHeavyError(limit=most // MIB)

    document = Document(
        trip=trip,
        by=edit.by,
        step=None if step is None else present(step, trip),
        title=title,
        paper=clean.paper,
        weight=len(clean.content),
    )
    document.file.save("", ContentFile(clean.content), save=False)
    document.save()
    record_addition(trip, document, edit)
    return document


def _delete_if_settled(name: str) -> None:
    """A younger file may be waiting for the commit of its row."""
    storage = private_storage()
    if storage.get_modified_time(name) < timezone.now() - settings.MEDIA_SWEEP_AFTER:
        storage.delete(name)


def _delete_later(document: Document) -> None:
    outbox.enqueue(delete_file, name=str(document.file.name))
