"""What people hear of words left afterwards."""

from commons.notifications.actions import notices
from hosting.notes.models import Note


def notify_of_waiting_note(note: Note) -> None:
    """That there are words, and never which."""
    notices.notify(note.about, "notes/email/note_waiting.txt", note)


def notify_of_note(note: Note) -> None:
    notices.notify(note.about, "notes/email/note_left.txt", note)
