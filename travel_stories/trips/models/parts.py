"""What several people change at once: each part knows the number of its last change.

A snapshot holds what a person wrote, as plain values; the history keeps it, an undo brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

from core.ids import new_public_id
from travel_stories.collaboration.models import Snapshotted
from travel_stories.trips.states.plans import Noun


class Versioned(Snapshotted):
    """A part of a trip, or the trip itself: it stands in the trip's line of changes."""

    NOUN: ClassVar[Noun]

    class Meta:
        abstract = True

    @property
    def trip_key(self) -> int:
        """The trip in whose line of changes it stands."""
        raise NotImplementedError

    def numbered(self, number: int, *, moved: bool = False) -> None:
        """Remember the change that made it what it is."""
        self.version = number

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


class PartQuerySet[Row: Part](models.QuerySet[Row]):
    def present(self) -> Self:
        return self.filter(removed_at=None)


class Part(Versioned):
    """A row of a trip. What was removed stays, so that it can be brought back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.ForeignKey("trips.Trip", on_delete=models.CASCADE, related_name="%(class)ss")
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def trip_key(self) -> int:
        return int(self.trip_id)

    @property
    def is_present(self) -> bool:
        return self.removed_at is None


def count_of(model: str, field: str) -> Coalesce:
    """How many parts of a model (`label.Model`) stand at a row: a subquery, so none multiplies."""
    rows = apps.get_model(model)._default_manager.filter(
        removed_at=None, **{field: models.OuterRef("pk")}
    )
    counted = rows.order_by().values(field).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)
