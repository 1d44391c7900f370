"""What several people change at once: each part knows the number of its last change.

A snapshot holds what a person wrote, as plain values; the history keeps it, an undo brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar, Self, cast

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

from core.ids import new_public_id
from core.values.pictures import Focus
from travel_stories.enums.plans import Noun


class Snapshotted(models.Model):
    """`WORDS` names what people write, `LISTS` what they choose several of, `PLACE` where it stands
    among others: a move doesn't collide with a change of words.
    """

    WORDS: ClassVar[tuple[str, ...]]
    LISTS: ClassVar[tuple[str, ...]] = ()
    PLACE: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def field(cls, name: str) -> models.Field[Any, Any]:
        return cast("models.Field[Any, Any]", cls._meta.get_field(name))

    def snapshot(self) -> dict[str, Any]:
        """What people wrote, as JSON knows it."""
        fields = (self.field(name) for name in self.WORDS)
        lists = {name: sorted(row.pk for row in getattr(self, name).all()) for name in self.LISTS}
        return {field.name: _plain(field, self) for field in fields} | lists

    def take(self, snapshot: Mapping[str, Any]) -> None:
        """Become what a snapshot says, as far as it says something."""
        for name in snapshot.keys() & {*self.WORDS, *self.PLACE}:
            field = self.field(name)
            setattr(self, field.attname, field.to_python(snapshot[name]))

    def take_lists(self, snapshot: Mapping[str, Any]) -> None:
        """The second half, for a row that is saved."""
        for name in snapshot.keys() & set(self.LISTS):
            getattr(self, name).set(snapshot[name])


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


class PartQuerySet[Row: Part](models.QuerySet[Row]):
    def present(self) -> Self:
        return self.filter(removed_at=None)


class Part(Versioned):
    """A row of a trip. What was removed stays, so that it can be brought back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.ForeignKey(
        "travel_stories.Trip", on_delete=models.CASCADE, related_name="%(class)ss"
    )
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
    """How many parts of a kind stand at a row: a question of its own, so that none multiplies."""
    rows = apps.get_model("travel_stories", model)._default_manager.filter(
        removed_at=None, **{field: models.OuterRef("pk")}
    )
    counted = rows.order_by().values(field).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


def kind_of(noun: str) -> type[Versioned]:
    """The model that a change is about."""
    models_here = apps.get_app_config("travel_stories").get_models()
    kinds = (one for one in models_here if issubclass(one, Versioned))
    return next(kind for kind in kinds if noun == kind.NOUN)


def as_plain(words: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody wrote, as a snapshot would hold it."""
    return {name: _as_plain(value) for name, value in words.items()}


def _as_plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (models.QuerySet, list, tuple)):
        return sorted(_as_plain(one) for one in value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Focus):
        return [value.x, value.y]
    return str(value) if isinstance(value, (str, Decimal)) else value


def _plain(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return field.value_to_string(row)
