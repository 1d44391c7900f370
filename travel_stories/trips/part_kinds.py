"""What a trip may hold: each app registers its kinds of parts when it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.registry import KeyedRegistry
from travel_stories.trips.models.parts import Undoable
from travel_stories.trips.models.plans import TripEdit

type FieldFormatter = Callable[[str, Mapping[str, Any]], str | None]


@dataclass(frozen=True, slots=True)
class PartKind:
    """`restore(part, edit)` brings back what was removed. `removed_by` names the permission to take
    such a part out, where `take_out` does so. `page` names the page on which such parts are seen,
    the plan where it is empty. `format_field(name, snapshot)` says one field in words, or nothing
    where the field can say it itself.
    """

    model: type[Undoable]
    restore: Callable[[Any, TripEdit], object] | None = None
    removed_by: str = ""
    page: str = ""
    format_field: FieldFormatter | None = None


_kinds = KeyedRegistry[str, PartKind]()


def register_part_kind(kind: PartKind) -> None:
    _kinds.register(kind.model.NOUN, kind)


def part_kind(noun: str) -> PartKind:
    """Raises KeyError for what no app has registered."""
    return _kinds[noun]


def kind_of(noun: str) -> type[Undoable]:
    """The model that a change is about."""
    return _kinds[noun].model


def restorable_nouns() -> list[str]:
    return [noun for noun, kind in _kinds.items() if kind.restore]


def page_of_noun(noun: str) -> str:
    """The URL name of the page on which such parts are seen; empty for the plan."""
    return _kinds[noun].page if noun in _kinds else ""
