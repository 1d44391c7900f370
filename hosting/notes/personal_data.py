"""What notes hold about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from hosting.notes.models import Note


def notes_of(person: User) -> dict[str, Any]:
    """Notes that the person wrote, and those about them."""
    return {
        "notes_written": plain_rows(Note.objects.filter(author=person)),
        "notes_received": plain_rows(Note.objects.shown().filter(about=person)),
    }


personal_data.register(
    "hosting",
    notes_of,
    covers=[
        "notes.note.author",
        "notes.note.about",
    ],
)
