"""What several people change at once: each row knows the number of its last change.

A snapshot holds what a person wrote, as plain values; the history keeps it, an undo brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar, cast

from django.db import models

from core.values.pictures import Focus


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
