"""What people hear of words left afterwards."""

from commons.notifications.actions import notices
from hosting.models.notes import Note


def notify_of_waiting_note(note: Note) -> None:
    """That there are words, and never which."""
    notices.notify(note.about, "hosting/email/note_waiting.txt", note)


def notify_of_note(note: Note) -> None:
    notices.notify(note.about, "hosting/email/note_left.txt", note)
