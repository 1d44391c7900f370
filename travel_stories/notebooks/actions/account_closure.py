"""A person leaves for good: files of theirs are deleted."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from core.permissions import SYSTEM
from travel_stories.notebooks.actions.booklets import forget_booklet
from travel_stories.notebooks.actions.documents import forget_document
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import Document


@transaction.atomic
def forget_files_of(person: User) -> None:
    """Documents that they added and booklets that they asked for."""
    documents = Document.objects.filter(by__person=person)
    for document in documents.kept():
        forget_document(document=document, by=SYSTEM)  # may hold their name, and nobody can ask
    documents.update(title="…")
    for booklet in Booklet.objects.filter(member__person=person):
        forget_booklet(booklet=booklet, by=SYSTEM)  # addresses of their hosts are in it
