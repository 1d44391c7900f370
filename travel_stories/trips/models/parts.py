"""Parts of a trip: what an undo asks of them, and what takes them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

from travel_stories.collaboration.models import (
    Versioned,
    VersionedPart,
    VersionedRoot,
)
from travel_stories.trips.choices import Noun
from travel_stories.trips.errors.plans import PartGoneError


class Undoable(Versioned):
    """A part of a trip, or the trip itself, as an undo sees it."""

    NOUN: ClassVar[Noun]
    PART_GONE: ClassVar = PartGoneError

    class Meta:
        abstract = True

    def fit(self, trip: models.Model) -> None:
        """What comes back finds the trip as it is today."""

    def require_open(self) -> None:
        """Refuse an undo where the part itself says that it comes too late."""

    def require_undoable(
        self, verb: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        """Refuse to undo a change by what it did to the part."""

    def detach(self) -> bool:
        """Whether an undo lets go of the row as a whole. Then this has done so."""
        return False


class Part(Undoable, VersionedPart):
    """A row of a trip."""

    trip = models.ForeignKey("trips.Trip", on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def root(self) -> VersionedRoot:
        return self.trip


def count_of(model: str, field: str) -> Coalesce:
    """How many parts of a model (`label.Model`) stand at a row: a subquery, so none multiplies."""
    rows = apps.get_model(model)._default_manager.filter(
        removed_at=None, **{field: models.OuterRef("pk")}
    )
    counted = rows.order_by().values(field).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)
