"""The shape of the prepared files: one record a line, the same for writing and reading."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something that a public source describes, with what its licence asks us to name."""

    id: str
    creator: str
    updated: str
    title: str
    title_en: str = ""
    words: str = ""
    words_en: str = ""
    insee: str
    commune: str
    postcode: str
    lat: float
    lon: float
    step_free: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Lodging(Found):
    """Where one sleeps. `chain` marks houses of hotel chains, which belong to no neighbour."""

    kind: str
    chain: bool = False
    sleeps: int = 0
    stars: int = 0
    night: str = ""
    features: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    pets: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Visit(Found):
    """What one does, sees or learns. Each showing is first day, last day, from, until."""

    kind: str
    themes: tuple[str, ...] = ()
    showings: tuple[tuple[str, str, str, str], ...] = ()
    price: str = ""
    child_price: str = ""
    free: bool = False


type Hours = tuple[str, str, str, int, int]
"""Weekdays as digits from 0 for Monday, from, until, first and last month: 0 is all year."""


@dataclass(frozen=True, kw_only=True)
class Good(Found):
    """What somebody grows, makes and sells."""

    goods: tuple[str, ...] = ()
    organic: bool = False
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hint(Found):
    """A place that costs nothing: a walk, a view, a wash-house."""

    kind: str
    metres: int = 0
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A city lodging without any trace of its real host. `taken` counts days from a Monday."""

    id: str
    area: str
    lat: float
    lon: float
    home: str
    whole: bool
    sleeps: int
    bedrooms: int
    beds: int
    baths: str
    shared_bath: bool
    night: str
    least_nights: int
    most_nights: int
    amenities: tuple[str, ...] = ()
    taken: tuple[tuple[int, int], ...] = ()


def write_records(path: Path, records: Iterable[Found | Listing]) -> int:
    """Write one record a line, without what is empty. Returns how many."""
    lines = [
        json.dumps(
            {key: value for key, value in asdict(record).items() if value not in ("", None, ())},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for record in records
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def read_records[Record: (Lodging, Visit, Good, Hint, Listing)](
    path: Path, kind: type[Record]
) -> list[Record]:
    """Read a prepared file back."""
    with path.open(encoding="utf-8") as lines:
        return [
            kind(
                **json.loads(
                    line,
                    object_hook=lambda found: {name: _tuple(it) for name, it in found.items()},
                )
            )
            for line in lines
        ]


def _tuple(value: object) -> object:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
