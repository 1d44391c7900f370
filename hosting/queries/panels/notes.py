"""What the page of a person shows of hosting, and how notices of notes are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, register_on_person
from commons.notifications.selectors import register_subjects
from hosting.models import Membership, Note

ROWS = 5


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """Where this person is a member, and the words that others left."""
    memberships = Membership.objects.active().filter(person=person).select_related("community")
    if rows := list(memberships.order_by("community__name")):
        yield Panel(_("Communities"), "hosting/parts/person_communities.html", rows)
    notes = Note.objects.shown().filter(about=person).select_related("author")
    if words := list(notes[:ROWS]):
        yield Panel(_("Notes left by others"), "hosting/parts/person_notes.html", words)


register_on_person(person_panels)
register_subjects(Note.objects.select_related("author", "agreement__request"))
