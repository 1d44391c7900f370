"""Papers that a group takes along: a ticket, a plan, a confirmation."""

from __future__ import annotations

from typing import ClassVar, Final, Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files.storage import random_path
from travel_stories.collaboration.models import PartQuerySet
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.errors.documents import DocumentGoneError
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.steps import Step

FOLDER: Final = "documents"


def private_storage() -> Storage:
    """Where no web server looks; see the setting STORAGES."""
    return storages["private"]


def document_path(document: Document, name: str) -> str:
    return f"{FOLDER}/{random_path()}"


class DocumentQuerySet(PartQuerySet["Document"]):
    def kept(self) -> Self:
        """Whose file still exists, taken out or not."""
        return self.exclude(file="")


class Document(Part):
    """A file for the members of a trip, at one of its steps or for the whole way."""

    NOUN = Noun.DOCUMENT
    WORDS: ClassVar = ("title",)

    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="documents")
    step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="documents")
    title = models.CharField(_("title"), max_length=120)
    paper = models.CharField(_("type"), max_length=16, choices=Paper)
    file = models.FileField(storage=private_storage, upload_to=document_path, blank=True)
    weight = models.PositiveIntegerField()  # bytes
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    @property
    def file_name(self) -> str:
        """What it is called on the disk of whoever takes it along."""
        return f"{self.title}.{Paper(self.paper).extension}"

    def require_open(self) -> None:
        if not self.file:
            raise DocumentGoneError
