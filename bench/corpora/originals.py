"""Real offers as far as an engine asks: what resampling and relevance begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.values.geo import Point
from hosting.communities.selectors.term_lists import term_lists
from hosting.offers.choices.lists import OfferKind
from scripts.machine import ROOT

DATA: Final = ROOT / "demo" / "data"
LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One offer of a real place. `sort` is its kind of lodging or of outing, as its source says.

    `step_free` is None where the source is silent.
    """

    id: str
    kind: OfferKind
    sort: str
    language: str
    title: str
    words: str
    place: str  # commune or quarter
    area: str  # what lies around it, in words
    point: Point
    sleeps: int
    needs: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    free: bool = False
    home: bool = False  # a room where somebody lives
    features: frozenset[str] = frozenset()
    nights: tuple[int, int] = (1, 0)  # least and most, 0 for no limit
    taken: tuple[tuple[int, int], ...] = field(default=(), repr=False)


def names_of(kind: str) -> dict[str, str]:
    """Of each interest, cause or need, its name in every language of the site."""
    return {term["slug"]: f"{term['fr']} {term['en']}" for term in term_lists()[kind]}


def slugs_of(kind: str) -> list[str]:
    """In the order in which the co-operative shows them."""
    return [term["slug"] for term in term_lists()[kind]]


def written(name: str) -> str:
    """A file that was written by hand for the demonstration."""
    return (DATA / "written" / f"{name}.json").read_text(encoding="utf-8")


def prepared(name: str) -> Path:
    """A file that was made from public data for the demonstration."""
    return DATA / "prepared" / f"{name}.jsonl"
