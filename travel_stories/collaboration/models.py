"""What several people change at once: each row knows the number of its last change.

A snapshot holds what a person wrote, as plain values; the history keeps it, an undo brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar, Protocol, Self, cast
from uuid import UUID

from django.db import models

from commons.accounts.models import User
from core.db.locks import LockingQuerySet
from core.errors import DomainError
from core.ids import new_public_id, url_slug
from core.permissions import HasPermissions
from core.states import Transitions
from core.values.pictures import Focus
from travel_stories.collaboration.choices import Outcome, Verb


class Collaborator(HasPermissions, Protocol):
    """Whoever changes something: a member of a trip, an author of a story."""

    pk: Any
    changes: Any

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Edit[Member: Collaborator]:
    """What a page sends with every change: who, the key that makes it one, what it was based on."""

    by: Member
    key: UUID
    based_on: int = 0


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

    def assign_words(self, words: Mapping[str, Any]) -> Self:
        """Set the `WORDS` among `words`; the caller saves."""
        for name in words.keys() & set(self.WORDS):
            setattr(self, name, words[name])
        return self

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
    """A part of what a group changes together, or the whole: its changes are numbered and kept.

    `PART_GONE` is the refusal to change a part that was removed.
    """

    NOUN: ClassVar[str]
    PART_GONE: ClassVar[type[DomainError]]
    NUMBERS: ClassVar[tuple[str, ...]] = ("version",)  # fields that hold a change's number

    class Meta:
        abstract = True

    @property
    def root(self) -> VersionedRoot:
        """The whole in whose line of changes it stands."""
        raise NotImplementedError

    @property
    def is_present(self) -> bool:
        """Not removed."""
        return True

    def change_number(self, *, moved: bool = False) -> int:
        """Of the last change of its words, or of its last move."""
        return self.version

    def set_change_number(self, number: int, *, moved: bool = False) -> None:
        """Remember the change that made it what it is; the caller saves."""
        self.version = number


class PartQuerySet[Row: VersionedPart](LockingQuerySet[Row]):
    def present(self) -> Self:
        return self.filter(removed_at=None)


class VersionedPart(Versioned):
    """A row of its root. What was removed stays, so that it can be brought back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_present(self) -> bool:
        return self.removed_at is None


class Movable(Versioned):
    """Stands among others. A move doesn't collide with a change of words."""

    NUMBERS: ClassVar = ("version", "placed")

    rank = models.FloatField(default=0, editable=False)
    placed = models.PositiveBigIntegerField(default=0, editable=False)  # number of the last move

    class Meta:
        abstract = True

    def change_number(self, *, moved: bool = False) -> int:
        return self.placed if moved else self.version

    def set_change_number(self, number: int, *, moved: bool = False) -> None:
        if moved:
            self.placed = number
        else:
            self.version = number


class Numbered(models.Model):
    """Its locked row puts all changes of it and of its parts in one line, and counts them."""

    last_number = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Reviewable(Numbered):
    """A draft that everybody reads once somebody else has read it.

    `slug` is its part of the address from the first publication on; before, the title is.
    `CLOSED` are the states in which nobody writes. The two errors refuse a reader who wrote in it,
    and a draft that isn't what they have read.
    """

    TRANSITIONS: ClassVar[Transitions]
    CLOSED: ClassVar[frozenset[str]]
    WRITTEN_BY_READER: ClassVar[type[DomainError]]
    CHANGED_SINCE_READ: ClassVar[type[DomainError]]
    state: Any
    title: Any

    state_since = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True, editable=False)  # why it was sent back or taken down
    slug = models.CharField(max_length=140, blank=True, editable=False)
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)  # by a decision
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return url_slug(self.slug or self.title, self.public_id)

    @property
    def is_writable(self) -> bool:
        """While somebody else reads it, it stays as it was handed in."""
        return self.state not in self.CLOSED

    def is_written_by(self, person: User) -> bool:
        raise NotImplementedError


class VersionedRoot(Versioned, Numbered):
    """The whole, whose changes are kept.

    Who has `SEE_PERMISSION` sees its history.
    """

    SEE_PERMISSION: ClassVar[str]
    changes: Any

    class Meta:
        abstract = True

    @property
    def root(self) -> VersionedRoot:
        return self


class AbstractChangeQuerySet[Row: AbstractChange](models.QuerySet[Row]):
    def applied(self) -> Self:
        return self.filter(outcome=Outcome.APPLIED)


class AbstractChange(models.Model):
    """One person did one thing to one part. `before` and `after` are snapshots of that part.

    The same `key` of the same person is one change, however often it is sent. A concrete table adds
    the root (`related_name="changes"`), `by` (the same) and the choices of `noun`.
    """

    number = models.PositiveBigIntegerField()  # in its root
    verb = models.CharField(max_length=12, choices=Verb)
    part = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)  # what the part was called then
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    key = models.UUIDField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.APPLIED)

    noun: Any
    by: Any

    class Meta:
        abstract = True
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.noun}"


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
