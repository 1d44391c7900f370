"""What notes show on the page of a request: those that were left, and a form for one's own."""

from hosting.notes.forms import NoteForm, NoteReplyForm
from hosting.requests.selectors.request_sections import RequestSection

TEMPLATE = "notes/parts/request_notes.html"


def note_section(guest_request, reader, forms):
    """Nothing before the two agree."""
    agreement = getattr(guest_request, "agreement", None)
    if agreement is None:
        return
    context = {
        "guest_request": guest_request,
        "form": forms.get("note_form") or note_form_for(reader, guest_request, agreement),
        "notes": notes_for(reader, agreement),
        "reply_form": forms.get("reply_form") or NoteReplyForm(),
    }
    yield RequestSection(TEMPLATE, context)


def notes_for(person, agreement):
    """One's own words always, the other's once both have written or the time is over."""
    return [
        note
        for note in agreement.notes.all()
        if note.withdrawn_at is None and (note.is_shown or note.author_id == person.pk)
    ]


def note_form_for(person, guest_request, agreement):
    """Once the days are over, while there is time, for whoever hasn't left a note."""
    if agreement is None or not guest_request.takes_notes:
        return None
    if person.pk not in {agreement.host_id, agreement.guest_id}:
        return None  # a colleague, who reads them
    written = any(note.author_id == person.pk for note in agreement.notes.all())
    return None if written else NoteForm()
