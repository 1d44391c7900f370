"""A story as an engine knows it: public words and places. Whoever owns the stories fills it.

Search lies below what tells stories, so it asks nobody by name: the owner registers when it starts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from core.values.geo import Point

CHUNK: Final = 200


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """Everything that may be asked of a story. What somebody in it had cut never enters here."""

    pk: int
    language: str
    title: str
    words: str  # the lede and all that is told
    labels: str  # names of themes, in every language of the site
    around: str  # names of its places, with department and region
    points: tuple[Point, ...]
    licence: str
    published_on: date

    @property
    def fingerprint(self) -> str:
        """The same for the same content: what a sweep compares. 16 hexadecimal digits."""
        points = [(point.latitude, point.longitude) for point in self.points]
        content = [self.language, self.title, self.words, self.labels, self.around, self.licence]
        written = json.dumps([*content, points, str(self.published_on)], ensure_ascii=False)
        return blake2b(written.encode(), digest_size=8).hexdigest()


type Filler = Callable[[Sequence[int]], list[StoryDocument]]
type Keys = Callable[[], Iterable[int]]

_owners: list[tuple[Filler, Keys]] = []


def register_stories(filler: Filler, *, keys: Keys) -> None:
    """`filler` gives a document for each that everybody may read; `keys` names them all."""
    _owners[:] = [(filler, keys)]


def story_documents_of(pks: Iterable[int]) -> list[StoryDocument]:
    wanted = list(pks)
    return [document for fill, _keys in _owners for document in fill(wanted)]


def all_story_keys() -> Iterator[list[int]]:
    """In chunks."""
    for _fill, keys in _owners:
        found = sorted(keys())
        for start in range(0, len(found), CHUNK):
            yield found[start : start + CHUNK]
