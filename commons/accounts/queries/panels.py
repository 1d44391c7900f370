"""Lists on my desk and on the page of a person, contributed by the packages above.

A package registers its provider when it starts (`apps.py: ready`): accounts knows nobody above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from commons.accounts.models import Notice, User


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: `template` renders it and sees `panel` and nothing else.

    `waiting` counts what waits for the person; such panels come first. `url` and `more` lead to
    the whole list.
    """

    title: str
    template: str
    rows: Sequence[object] = field(default_factory=tuple)
    waiting: int = 0
    url: str = ""
    more: str = ""


type DeskProvider = Callable[[User], Iterable[Panel]]
type Counter = Callable[[User], int]
type PersonProvider = Callable[[User, User], Iterable[Panel]]

_desk: list[DeskProvider] = []
_counters: list[Counter] = []
_person: list[PersonProvider] = []


def register_on_desk(provider: DeskProvider, *, count: Counter) -> None:
    """`count` says how many things wait, in one query: the header of every page asks for it."""
    _desk.append(provider)
    _counters.append(count)


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
    """How many things wait on the desk: unread notices, and what packages above count."""
    notices = Notice.objects.visible_to(person).unread().count()
    return notices + sum(count(person) for count in _counters)
