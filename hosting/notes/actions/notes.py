"""Words left afterwards, and one answer to them."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.text.formatting import format_day
from hosting.notes import notifications as notifications
from hosting.notes.errors import (
    NoteAlreadyLeftError,
    NoteNotShownError,
    NotesClosedError,
    NoteTooEarlyError,
)
from hosting.notes.models import Note
from hosting.requests.models.agreements import Agreement
from hosting.requests.states import RequestState


@transaction.atomic
def leave_note(*, agreement: Agreement, words: str, by: User) -> Note:
    """Leave words about the other side: no marks, and each side once.

    The second of the two shows both. Raises NoteTooEarlyError, NotesClosedError or
    NoteAlreadyLeftError.
    """
    require(by, "notes.leave_note", agreement.request)

    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    # Not even somebody who may do everything speaks of days that they didn't spend.
    if by.pk not in (agreement.host_id, agreement.guest_id):
        raise PermissionDenied
    # After the days, for a while: whoever waits longer has read too much to be impartial.
    request = agreement.request
    if request.state != RequestState.COMPLETED or request.closed_at is None:
        raise NoteTooEarlyError
    last = request.last_note_day
    if last is not None and last < timezone.localdate():
        raise NotesClosedError(last=format_day(last))

    about = agreement.guest if by.pk == agreement.host_id else agreement.host
    offer = agreement.request.offer
    note = Note(agreement=agreement, offer=offer, author=by, about=about, words=words)
    try:  # the key decides, so that two clicks at once leave one note
        with transaction.atomic():
            note.save()
    except IntegrityError as taken:
        raise NoteAlreadyLeftError from taken
    audit.record(by, "note.left", note)

    both = list(agreement.notes.select_related("author", "about"))
    if len(both) == 1:
        notifications.notify_of_waiting_note(note)
    for each in both if len(both) == 2 else ():
        _publish(each)
    return note


@transaction.atomic
def publish_note(*, note: Note, by: Actor) -> Note:
    """The other side has let its time pass: what the first one wrote stands on the page."""
    require(by, "notes.publish_note", note)

    note = Note.objects.due().select_for_update(of=("self",)).get(pk=note.pk)

    audit.record(by, "note.shown", note)
    _publish(note)
    return note


@transaction.atomic
def answer_note(*, note: Note, reply: str, by: User) -> Note:
    """Answer in public what was said about oneself. A new answer takes the old one's place, and
    an empty one takes it away.

    Raises NoteNotShownError where nobody may read the note.
    """
    require(by, "notes.answer_note", note)

    note = Note.objects.locked(note.pk, no_key=True)
    if not note.is_shown:
        raise NoteNotShownError

    note.reply = reply
    note.save(update_fields=["reply"])
    audit.record(by, "note.answered", note)
    return note


@transaction.atomic
def withdraw_note(*, note: Note, by: User) -> Note:
    """Take one's words back for good, with the answer that they got; twice is once."""
    require(by, "notes.withdraw_note", note)

    note = Note.objects.locked(note.pk, no_key=True)
    if note.withdrawn_at is not None:
        return note

    note.words, note.reply, note.withdrawn_at = "", "", timezone.now()
    note.save(update_fields=["words", "reply", "withdrawn_at"])
    audit.record(by, "note.withdrawn", note)
    return note


def _publish(note: Note) -> None:
    if note.shown_at is not None or note.withdrawn_at is not None:
        return
    note.shown_at = timezone.now()
    note.save(update_fields=["shown_at"])
    notifications.notify_of_note(note)
