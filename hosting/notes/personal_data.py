"""What notes hold about a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
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
register_processing(
    Processing(
        "notes",
        ("notes",),
        title=_("Notes after a stay"),
        purpose=_("to thank each other, and to help the next guests"),
        basis=LegalBasis.INTEREST,
        recipients=_("everyone"),
    )
)
register_retention(
    RetentionRule(
        ("notes.note",),
        goes=_("notes about you"),
        stays=_(
            "notes that you wrote about others, without your name, until those people close their "
            "accounts"
        ),
        columns=("notes.note.words", "notes.note.reply"),
    )
)
