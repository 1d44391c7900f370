"""What is added to a trip from elsewhere on the site: an offer, or a place that a story names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commons.geography.models import Locality
from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.requests.models.requests import Request
from travel_stories.trips.choices import StepKind


@dataclass(frozen=True, slots=True)
class Subject:
    """An offer or a place, as a step of a trip would hold it."""

    title: str
    url: str = ""
    offer: Offer | None = None
    locality: Locality | None = None
    request: Request | None = None
    session: Session | None = None

    @property
    def takes_nights(self) -> bool:
        """A request has its nights already."""
        is_stay = self.offer is not None and self.offer.kind == OfferKind.STAY
        return is_stay and self.request is None

    @property
    def least_nights(self) -> int:
        """How many nights the host wants at least."""
        if self.offer is None or self.offer.kind != OfferKind.STAY:
            return 1
        return int(self.offer.specific.min_nights)

    @property
    def where(self) -> Locality | None:
        """The commune or town it lies in."""
        place: Place | None = self.offer.place if self.offer else None
        return place.locality if place else self.locality

    @property
    def words(self) -> dict[str, object]:
        """The words of its step."""
        title = self.title[:120]
        if self.offer is not None:
            words = {"kind": StepKind.OFFER, "title": title, "offer": self.offer}
            return words | {"session": self.session}
        return {"kind": StepKind.WISH, "title": title, "locality": self.locality}


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added, from which day on and for how many nights; without a day it is left open.

    `day` counts from 1, for a trip that has no dates. `adults` and `children` are those of a new
    trip: one that is planned already has its own.
    """

    subject: Subject
    check_in: date | None = None
    day: int | None = None
    nights: int | None = None
    adults: int = 1
    children: int = 0
