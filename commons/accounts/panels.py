"""Lists on my desk and on the page of a person, contributed by the packages above.

A package registers its provider when it starts (`apps.py: ready`): accounts knows nobody above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from commons.accounts.models import User


@dataclass(frozen=True, slots=True)
class Detail:
    """What waits, in one line of a mail, and where it leads. No name of anybody."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: `template` renders it and sees `panel` and nothing else.

    `waiting` counts what waits for the person; such panels come first. `url` and `more` lead to
    the whole list. `details` says in a mail what waits; without it that is title and number.
    """

    title: str
    template: str
    rows: Sequence[object] = field(default_factory=tuple)
    waiting: int = 0
    url: str = ""
    more: str = ""
    details: Callable[[], Iterable[Detail]] = tuple


type DeskProvider = Callable[[User], Iterable[Panel]]
type Rows = Iterable[QuerySet[Any]]
type Waits = Callable[[User], Rows]
type PersonProvider = Callable[[User, User], Iterable[Panel]]


_desk: list[DeskProvider] = []
_waits: list[Waits] = []
_person: list[PersonProvider] = []


def nothing_waits(person: User) -> Rows:
    """For panels that only show."""
    return ()


def register_on_desk(provider: DeskProvider, *, waits: Waits = nothing_waits) -> None:
    """`waits` names the rows that wait; the header of every page counts those of all packages."""
    _desk.append(provider)
    _waits.append(waits)


def register_on_person(provider: PersonProvider) -> None:
    """`provider(person, viewer)` gives what this viewer may see of this person."""
    _person.append(provider)


def desk_of(person: User) -> list[Panel]:
    """What waits for an answer first, then the rest, each in the order of registration."""
    panels = [panel for provide in _desk for panel in provide(person)]
    return sorted(panels, key=lambda panel: not panel.waiting)


def panels_about(person: User, *, viewer: User) -> list[Panel]:
    return [panel for provide in _person for panel in provide(person, viewer)]


def waiting_for(person: User) -> int:
    """How many things wait on the desk: what packages above name, in one query."""
    rows = [row for waits in _waits for row in waits(person)]
    return row_count(rows) if rows else 0


def row_count(rows: Rows) -> int:
    """How many rows there are in all of them, in one query."""
    first, *others = (one.order_by().values("pk") for one in rows)
    return int(first.union(*others, all=True).count())
