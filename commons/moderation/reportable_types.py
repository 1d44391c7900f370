"""What can be reported. A package above registers its nouns, and what a decision does to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.panels import Role
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.states import OF_WORDS, Measure
from core.registry import KeyedRegistry, Registry
from core.values.pictures import Picture

type Words = list[tuple[str, str]]  # a label, and what stands there


@dataclass(frozen=True, slots=True)
class ReportablePart:
    """Something on the same page that can be reported by itself."""

    kind: str
    public_id: str
    label: str


class ReportableType:
    """One type of content. Its methods are called under the lock of the case, by who may decide."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    model: ClassVar[type[models.Model]]
    measures: ClassVar[tuple[Measure, ...]] = OF_WORDS
    reach: ClassVar[str | Promise] = _(
        "This decision applies everywhere on this site until a new one is made."
    )

    is_private: ClassVar[bool] = False
    """Only its parties read it: whoever decides reads no more than what the reporter chose."""

    def find(self, public_id: str, visitor: Visitor) -> Any | None:
        """What this visitor reads under a public id today, or nothing."""
        raise NotImplementedError

    def find_for(self, public_id: str, person: User) -> Any | None:
        """What this person may decide on unasked, if they look after it: what they read."""
        return self.find(public_id, person)

    def title_of(self, subject: Any) -> str:
        """How a case about it is called; it outlives the words."""
        return str(subject)

    def page_of(self, subject: Any) -> str:
        """Where everybody reads it."""
        return str(subject.get_absolute_url())

    def words_of(self, subject: Any) -> Words:
        """A copy of what was to be read: never an exact place, never a contact."""
        raise NotImplementedError

    def quotable(self, subject: Any, reporter: Visitor) -> list[tuple[str, str]]:
        """Of something private: keys and words of what the reporter may show, this one among it."""
        return []

    def quoted_words(self, subject: Any, reporter: Visitor, keys: Collection[str]) -> Words:
        """A copy of what the reporter chose to show, in place of `words_of`."""
        return self.words_of(subject)

    def pictures_of(self, subject: Any) -> Iterable[Picture]:
        """What is to be seen of it today, for those who decide; nothing while it is covered."""
        return ()

    def authors_of(self, subject: Any) -> Iterable[User]:
        """Who wrote or brought it: they hear what is decided, and never decide."""
        raise NotImplementedError

    def parties_of(self, subject: Any) -> Iterable[User]:
        """Everybody whom it concerns, authors among them: they never decide."""
        return self.authors_of(subject)

    def parts_of(self, subject: Any, visitor: Visitor) -> Iterable[ReportablePart]:
        """What else stands on its page."""
        return ()

    def measures_on(self, subject: Any) -> tuple[Measure, ...]:
        """What can be decided about this one."""
        return self.measures

    def decided_by(self, person: Any) -> models.QuerySet[Any] | None:
        """The subjects that this person decides on without a right of the co-operative.

        Nothing where only the co-operative decides.
        """
        return None

    def deciders_of(self, subject: Any) -> Iterable[User]:
        """The same from the other end, to tell them."""
        return ()

    def within(self, place: Any) -> models.QuerySet[Any] | None:
        """The subjects that belong to a place which people look after together, if any can."""
        return None

    def hide(self, subject: Any, *, by: Actor) -> None:
        """For the very next reader, wherever it stood."""
        raise NotImplementedError

    def show(self, subject: Any, *, by: Actor) -> None:
        """As it was before."""
        raise NotImplementedError

    def erase(self, subject: Any, *, by: Actor) -> None:
        """What was removed, once nobody can appeal any more."""


DECIDER_ROLES: Registry[Role] = Registry()
"""Each names the rows by which anybody decides cases; nothing waits for whoever has none.

A kind of things whose `decided_by` names other people registers them here as well.
"""

_types = KeyedRegistry[str, ReportableType]()


def register_reportable_type(kind: ReportableType) -> None:
    _types.register(kind.name, kind)


def all_reportable_types() -> tuple[ReportableType, ...]:
    return tuple(_types.values())


def reportable_type_of(subject: models.Model) -> ReportableType:
    """The noun that it is one of."""
    return next(kind for kind in _types.values() if isinstance(subject, kind.model))


def reportable_type_named(name: str) -> ReportableType | None:
    return _types.get(name)
