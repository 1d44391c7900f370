"""What a decision on a report does to notes. Whoever calls has asked and recorded."""

from __future__ import annotations

from django.utils import timezone

from hosting.notes.models import Note


def hide_note(note: Note) -> None:
    Note.objects.filter(pk=note.pk).update(hidden_at=timezone.now())


def unhide_note(note: Note) -> None:
    Note.objects.filter(pk=note.pk).update(hidden_at=None)


def erase_note(note: Note) -> None:
    erased = {"words": "", "reply": "", "withdrawn_at": timezone.now()}
    Note.objects.filter(pk=note.pk).update(**erased)
