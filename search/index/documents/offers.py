"""An offer as an engine knows it: public words, the public point, and what is probably free."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from struct import Struct
from typing import Any, Final

from core.values.dates import DateRange
from core.values.geo import Point
from hosting.offers.choices.lists import Facet, OfferKind

DRAWS: Final = 16  # orders that are drawn for each offer: one a day, then from the beginning
TICKETS: Final = Struct(f">{DRAWS}I")  # of 32 bits, whatever the machine
FOREVER: Final = 9_999  # nights, where a host sets no limit
IN_ORDER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"))  # made once for all
LABELLED: Final = ("fr", "en")  # languages of the site: labels and places are named in both
FAR: Final = DateRange(date(2000, 1, 1), date(2099, 12, 31))  # where no season sets an end


@dataclass(frozen=True, slots=True)
class Room:
    """What one party has to itself, and the nights that are free: ranges in order, apart."""

    sleeps: int
    spans: tuple[DateRange, ...]


@dataclass(frozen=True, slots=True)
class Seats:
    """A day on which something takes place, and how many may still come."""

    day: date
    seats: int


@dataclass(frozen=True, slots=True)
class OfferDocument:
    """Everything that may be asked of an offer. Nothing private ever enters here.

    `rooms` answer for nights, and for the days of a workspace, `seats` for days; products, tips and
    activities on request have one room that sleeps as many as may come. `tags` hold what each
    facet can be narrowed by.
    """

    pk: int
    public_id: str
    kind: OfferKind
    host: int
    language: str
    title: str
    words: str  # the host's own, with how to come and the rules of the house
    labels: str  # names of interests, causes, needs and kinds, in every language of the site
    around: str  # commune, department, region and community
    point: Point | None  # the public one
    tags: Mapping[Facet, frozenset[str]]
    party_min: int
    party_max: int
    rooms: tuple[Room, ...]
    seats: tuple[Seats, ...]
    notice_days: int
    min_nights: int
    max_nights: int
    published_on: date
    translations: tuple[tuple[str, str], ...] = ()  # language, and title and words in it

    @property
    def draws(self) -> tuple[int, ...]:
        return draws_of(self.public_id)

    @property
    def fingerprint(self) -> str:
        """The same for the same content: what a sweep compares. 16 hexadecimal digits."""
        content = IN_ORDER.encode(self._content())
        return blake2b(content.encode(), digest_size=8).hexdigest()

    def _content(self) -> dict[str, Any]:
        point = self.point and (self.point.latitude, self.point.longitude)
        rooms = [
            (room.sleeps, [(str(span.check_in), str(span.check_out)) for span in room.spans])
            for room in self.rooms
        ]
        plain = (
            *(self.pk, self.public_id, self.kind, self.host, self.language),
            *(self.title, self.words, self.labels, self.around, point),
            *(self.party_min, self.party_max, self.notice_days, self.min_nights, self.max_nights),
            *(str(self.published_on), self.translations),
        )
        return {
            "plain": plain,
            "rooms": rooms,
            "seats": [(str(seats.day), seats.seats) for seats in self.seats],
            "tags": {facet.value: sorted(values) for facet, values in self.tags.items()},
        }


def draws_of(public_id: str) -> tuple[int, ...]:
    """`DRAWS` numbers of 32 bits, the same for everybody and always: the tickets of the shuffle."""
    digits = blake2b(public_id.encode(), digest_size=TICKETS.size).digest()
    return TICKETS.unpack(digits)
