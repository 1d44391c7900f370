"""An itinerary is taken over into a trip: a new one, or one that somebody plans already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.geography.choices import TravelMode
from core.permissions import require
from hosting.offers.choices.lists import OfferKind
from travel_stories.collaboration.models import Edit
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.errors import BeforeTheTripError, TripTooShortError
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.selectors import RenderedItinerary, Stop, render_itinerary_edition
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.actions.trips import begin_trip, change_trip
from travel_stories.trips.choices import MemberRole, StepKind, TripKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def begin_trip_from_itinerary(
    *, edition: ItineraryEdition, starts_on: date | None, key: UUID, by: User
) -> Trip:
    """Begin a trip that follows it. The same `key` begins only one."""
    require(by, "trips.begin_trip", by)

    # Where it comes from, for those who travel.
    names = ", ".join(one.credit for one in edition.itinerary.composers.all() if one.credit)
    url = f"{settings.BASE_URL}{edition.itinerary.get_absolute_url()}"
    if names:
        source = _("From the itinerary “%(title)s” by %(names)s. %(url)s")
    else:
        source = _("From the itinerary “%(title)s”. %(url)s")
    words = {
        "title": edition.title,
        "kind": TripKind.ALONE,
        "words": source % {"title": edition.title, "names": names, "url": url},
        "days": edition.days,
        "starts_on": starts_on,
    }
    trip = begin_trip(words=words, key=key, by=by)
    seat = trip.members.get(person=by)
    _add_steps(seat, render_itinerary_edition(edition), first_day=1, key=key)
    return trip


@transaction.atomic
def add_itinerary_to_trip(
    *, edition: ItineraryEdition, seat: TripMember, starts_on: date | None, key: UUID
) -> Trip:
    """Put its steps into a trip that is planned already, from this day on."""
    require(seat, "trips.change_itinerary", seat.trip)

    trip = Trip.objects.locked(seat.trip_id)
    first_day = _day_of(trip, starts_on)
    missing = first_day + edition.days - 1 - trip.days
    if missing > 0:
        if seat.role != MemberRole.ORGANISER:
            raise TripTooShortError
        longer = Edit(by=seat, key=uuid5(key, "longer"), based_on=trip.last_number)
        trip = change_trip(trip=trip, words={"days": trip.days + missing}, edit=longer)

    seat.trip = trip
    _add_steps(seat, render_itinerary_edition(edition), first_day=first_day, key=key)
    return trip


def _day_of(trip: Trip, starts_on: date | None) -> int:
    """Without a date on either side it begins with the trip."""
    if starts_on is None or trip.starts_on is None:
        return 1
    day = (starts_on - trip.starts_on).days + 1
    if not 1 <= day <= trip.days:
        raise BeforeTheTripError
    return day


def _add_steps(
    seat: TripMember, rendered_itinerary: RenderedItinerary, *, first_day: int, key: UUID
) -> None:
    """Each under a key of its own: a second press adds nothing."""
    for number, words in enumerate(_steps_of(rendered_itinerary)):
        words |= {"day": words["day"] + first_day - 1}
        add_step(trip=seat.trip, words=words, edit=Edit(by=seat, key=uuid5(key, str(number))))


def _steps_of(rendered_itinerary: RenderedItinerary) -> Iterator[dict[str, Any]]:
    stops = rendered_itinerary.stops
    for place, stop in enumerate(stops):
        yield _step_of(stop, nights=_nights(stop, stops[place + 1 :]))
        if stop.stage.mode and place + 1 < len(stops):
            mode = TravelMode(stop.stage.mode)
            words = {"kind": StepKind.LEG, "title": str(mode.label), "mode": mode}
            yield words | {"metres": stop.stage.metres, "day": stop.stage.day}


def _step_of(stop: Stop, *, nights: int | None) -> dict[str, Any]:
    stage = stop.stage
    words: Mapping[str, Any] = {
        "title": stop.title[:120],
        "words": stage.words,
        "day": stage.day,
        "locality": stage.locality,
        "spot": stage.spot,
    }
    if stop.is_gone:
        gone = _("What was offered here is no longer available.")
        return dict(words) | {"kind": StepKind.WISH, "words": f"{gone}\n{stage.words}".strip()}
    if stage.kind == StageKind.OFFER:
        return dict(words) | {"kind": StepKind.OFFER, "offer": stage.offer, "nights": nights}
    if stage.kind == StageKind.STORY:
        link = f"{settings.BASE_URL}{stop.url}"
        return dict(words) | {"kind": StepKind.NOTE, "words": f"{stage.words}\n{link}".strip()}
    return dict(words) | {"kind": StepKind.WISH}


def _nights(stop: Stop, later: list[Stop]) -> int | None:
    """A roof is for the nights until the road goes on."""
    offer = stop.stage.offer
    if offer is None or offer.kind != OfferKind.STAY:
        return None
    days = [one.stage.day for one in later if one.stage.day > stop.stage.day]
    return days[0] - stop.stage.day if days else 1
