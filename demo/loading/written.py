"""The files that were written by hand, as objects."""

import csv
import json
from dataclasses import dataclass, field
from functools import cache
from html import escape
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
    summary: dict[str, str]  # by language
    locality: str
    photo: str = ""
    answer_hours: int = 48


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
    quantity: int | None = None  # of a product
    organisation: str = ""


@dataclass(frozen=True)
class OrganisationText:
    """An organisation, by whom it is managed, and who else acts for it."""

    key: str
    kind: str
    name: str
    identifiers: dict[str, str]
    manager: str
    representatives: list[str]
    hosts: str = ""  # the title of an offer by its manager
    co_host: str = ""  # of that offer


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


@dataclass(frozen=True)
class ChapterText:
    """A place, and what is told of it: blocks with a kind and what that kind needs."""

    title: str
    place: str
    blocks: list[dict[str, Any]]


@dataclass(frozen=True)
class StoryText:
    """A story, its authors by key, the state it ends in, and how many days ago it was told."""

    key: str
    language: str
    group: str
    themes: list[str]
    season: str
    trip: str | None
    state: str
    title: str
    lede: str
    author: str
    authors: list[str]
    days_ago: int
    place: str
    chapters: list[ChapterText]
    credit: str = ""
    licence: str = "CC-BY-SA-4.0"


@dataclass(frozen=True)
class ItineraryText:
    """Composed by hosts: its steps have a kind, a day, and what that kind needs."""

    key: str
    language: str
    community: str
    composers: list[str]
    state: str
    days_ago: int
    title: str
    summary: str
    days: int
    season: list[int]
    themes: list[str]
    photo: str
    stages: list[dict[str, Any]]


@dataclass(frozen=True)
class DecisionText:
    """What the group of one trip decides, and the papers it keeps."""

    trip: str
    ideas: list[dict[str, Any]]
    polls: list[dict[str, Any]]
    documents: list[dict[str, Any]]


def people() -> list[Person]:
    with (DATA / "written" / "people.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Person(languages=row.pop("languages").split(), **row) for row in csv.DictReader(lines)
        ]


def communities() -> list[CommunityText]:
    return [CommunityText(**entry) for entry in _written("communities.json")]


def conversations() -> list[Conversation]:
    return [Conversation(**entry) for entry in _written("conversations.json")]


def organisations() -> list[OrganisationText]:
    return [OrganisationText(**entry) for entry in _written("organisations.json")]


def itineraries() -> list[ItineraryText]:
    return [ItineraryText(**entry) for entry in _written("itineraries.json")]


def decisions() -> dict[str, DecisionText]:
    """By the key of the trip."""
    return {entry["trip"]: DecisionText(**entry) for entry in _written("decisions.json")}


def trips() -> list[TripText]:
    return [TripText(**entry) for entry in _written("trips.json")]


def stories() -> list[StoryText]:
    """Those written for us, and the two old books as their readers present them."""
    written = [
        StoryText(**entry | {"chapters": [ChapterText(**one) for one in entry["chapters"]]})
        for entry in _written("stories.json")
    ]
    return [*written, *map(_book, _read("prepared/books.json"))]


def story_places() -> set[str]:
    """The codes of all places that a story speaks of."""
    found: set[str] = set()
    for story in stories():
        found |= {story.place, *(chapter.place for chapter in story.chapters)}
        for block in (block for chapter in story.chapters for block in chapter.blocks):
            found.update(block.get("places", ()))
    return found


def _book(book: dict[str, Any]) -> StoryText:
    """One text a chapter, and its place: paragraphs of a book are plain."""
    return StoryText(
        group="",
        trip=None,
        state="published",
        author=book.pop("presented_by"),
        authors=[],
        days_ago=300,
        place=book["chapters"][0]["place"],
        licence="public-domain",
        chapters=[
            ChapterText(
                one["title"],
                one["place"],
                [
                    {"kind": "place", "place": one["place"]},
                    {
                        "kind": "text",
                        "html": "".join(
                            f"<p>{escape(words, quote=False)}</p>" for words in one["paragraphs"]
                        ),
                    },
                ],
            )
            for one in book.pop("chapters")
        ],
        **book,
    )


def money() -> dict[str, dict[str, Any]]:
    """Accounts, lists and papers, by the key of their trip."""
    entries: dict[str, dict[str, Any]] = _written("money.json")
    return entries


def offers() -> list[dict[str, Any]]:
    """Offers of invented people, each with the fields of its kind."""
    entries: list[dict[str, Any]] = _written("offers.json")
    return entries


def pages() -> list[dict[str, Any]]:
    """Editorial pages in both languages, parents first."""
    entries: list[dict[str, Any]] = _written("pages.json")
    return entries


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
