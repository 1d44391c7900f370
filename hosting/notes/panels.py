"""What notes put on the page of a person, and how their notices are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from hosting.notes.models import Note

ROWS = 5


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """The words that others left."""
    notes = Note.objects.shown().filter(about=person).select_related("author")
    if words := list(notes[:ROWS]):
        yield Panel(_("Notes left by others"), "notes/parts/person_notes.html", words)
