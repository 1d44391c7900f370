"""An offer as it will be stored, with everything that hangs on it, before it has any key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from core.values.geo import Point
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.rates import Rate
from hosting.offers.models.translations import OfferTranslation


@dataclass(frozen=True)
class Where:
    """The published point, the commune or city, and the language of its street names."""

    point: Point
    locality: str
    streets: str = "fr"


@dataclass(frozen=True)
class Room:
    """What one party has to itself, and what one sleeps on there."""

    name: str
    sleeps: int
    bathroom: str
    beds: dict[str, int]
    periods: list[tuple[date, date, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Date:
    """One session."""

    starts_at: datetime
    ends_at: datetime
    seats: int


@dataclass
class Draft:
    """`key` names it for every choice that looks like chance."""

    key: str
    offer: Offer
    where: Where
    community: str
    host: str = ""
    is_handmade: bool = False
    rooms: list[Room] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    access: AccessSurvey | None = None
    hours: list[OpeningHours] = field(default_factory=list)
    translations: list[OfferTranslation] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    interests: set[str] = field(default_factory=set)
    photos: tuple[str, ...] = ()
