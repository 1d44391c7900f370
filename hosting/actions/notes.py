"""Words left afterwards, and one answer to them."""

from django.db import IntegrityError, transaction

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from hosting.enums import RequestState
from hosting.errors.requests import NoteAlreadyLeftError, TooEarlyError
from hosting.models import Agreement, Note
from hosting.notifications import requests as notifications


@transaction.atomic
def leave_note(*, agreement: Agreement, words: str, by: User) -> Note:
    """Leave words about the other side: no marks, and each side once.

    Raises TooEarlyError or NoteAlreadyLeftError.
    """
    require(by, "hosting.leave_note", agreement.request)

    agreement = Agreement.objects.select_related("request").get(pk=agreement.pk)
    if agreement.request.state != RequestState.COMPLETED:
        raise TooEarlyError

    about = agreement.guest if by.pk == agreement.host_id else agreement.host
    note = _only_once(
        Note(
            agreement=agreement,
            offer=agreement.request.offer,
            author=by,
            about=about,
            words=words,
        )
    )
    audit.record(by, "note.left", note)

    notifications.tell_of_note(note)
    return note


@transaction.atomic
def answer_note(*, note: Note, reply: str, by: User) -> Note:
    """Answer in public what was said about oneself. A new answer takes the old one's place."""
    require(by, "hosting.answer_note", note)

    note = Note.objects.select_for_update().get(pk=note.pk)

    note.reply = reply
    note.save(update_fields=["reply"])
    audit.record(by, "note.answered", note)
    return note


def _only_once(note: Note) -> Note:
    """The key decides, so that two clicks at once leave one note."""
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError as taken:
        raise NoteAlreadyLeftError from taken
    return note
