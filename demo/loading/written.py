"""The files that were written by hand, as objects."""

import csv
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Person:
    """Somebody invented. The key is what other files call them by."""

    key: str
    full_name: str
    display_name: str
    email: str
    phone: str
    languages: list[str]
    community: str
    role: str
    words: str


@dataclass(frozen=True)
class CommunityText:
    """What a community says of itself."""

    key: str
    name: str
    language: str
    state: str
    since: int
    territory: str
    anchors: list[tuple[float, float]]
    causes: list[str]
    story: str
    charter: str
    rules: list[str]
    summary: str
    locality: str


@dataclass(frozen=True)
class Conversation:
    """A dialogue between two people, step by step, and the state it ends in."""

    key: str
    language: str
    guest: str
    host: str
    kind: str
    ago: int
    start: int | None
    nights: int
    adults: int
    children: int
    mode: str
    reason: str
    needs: list[str]
    state: str
    steps: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class TripText:
    """A trip of a group: `start` in days from today, members as (role, key or name)."""

    key: str
    language: str
    kind: str
    title: str
    words: str
    organiser: str
    members: list[tuple[str, str]]
    start: int | None
    days: int
    adults: int
    children: int
    ages: tuple[int, int] | None
    budget: int | None
    place: str | None
    route: str
    state: str
    visibility: str
    steps: list[dict[str, Any]]


def people() -> list[Person]:
    with (DATA / "written" / "people.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Person(languages=row.pop("languages").split(), **row) for row in csv.DictReader(lines)
        ]


def communities() -> list[CommunityText]:
    return [CommunityText(**entry) for entry in _written("communities.json")]


def conversations() -> list[Conversation]:
    return [Conversation(**entry) for entry in _written("conversations.json")]


def trips() -> list[TripText]:
    return [TripText(**entry) for entry in _written("trips.json")]


def offers() -> list[dict[str, Any]]:
    """Offers of invented people, each with the fields of its kind."""
    entries: list[dict[str, Any]] = _written("offers.json")
    return entries


def pages() -> list[dict[str, Any]]:
    """Editorial pages in both languages, parents first."""
    entries: list[dict[str, Any]] = _written("pages.json")
    return entries


def terms() -> dict[str, list[dict[str, str]]]:
    """Causes, interests and needs in both languages."""
    lists: dict[str, list[dict[str, str]]] = _written("lists.json")
    return lists


def photographs() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _read("prepared/photos.json")
    return entries


@cache
def phrases() -> dict[str, Any]:
    """Half-sentences by language, from which invented words are put together."""
    found: dict[str, Any] = _written("phrases.json")
    return found


def _written(name: str) -> Any:
    return _read(f"written/{name}")


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
