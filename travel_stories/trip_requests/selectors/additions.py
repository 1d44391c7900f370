"""Links that lead into a trip, what they name, and the trips that somebody may add it to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from commons.geography.models import Locality
from core.text.texts import without_controls
from core.values.dates import DateRange
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.offer_links import OfferLink, register_offer_link
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import current_terms, offer_display_title
from travel_stories.trip_requests.models.additions import Addition, Subject
from travel_stories.trips.choices import PLANNING
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.selectors.seats import trips_of


def subject_of(query: Mapping[str, str], visitor: Visitor) -> Subject | None:
    """What an address names by `offer` (a public id), `place` (a code of the gazetteer) or
    `request` (a public id; only for its guest).
    """
    if request_id := without_controls(query.get("request", "")):
        if not visitor.is_authenticated:
            return None
        requests = Request.objects.filter(guest=visitor.pk).with_terms()
        request = requests.filter(public_id=request_id).first()
        return addition_of(request).subject if request else None
    if offer_id := without_controls(query.get("offer", "")):
        offers = Offer.objects.public().select_related("place__locality")
        offer = offers.filter(public_id=offer_id).first()
        if offer is None:
            return None
        return Subject(offer.title, url=offer.get_absolute_url(), offer=offer)
    code = without_controls(query.get("place", ""))
    locality = Locality.objects.present().filter(code=code).first() if code else None
    return Subject(locality.name, locality=locality) if locality else None


def add_url(**query: object) -> str:
    """The page that asks into which trip. The same for everybody who reads the link."""
    return f"{reverse('travel_stories:trip-add')}?{urlencode(query)}"


def link_to_add(offer: Offer, chosen: DatesAndParty) -> OfferLink:
    url = add_url(offer=offer.public_id, **chosen.pairs)
    return OfferLink(label=_("Add to a trip"), url=url, icon="route")


def seats_to_plan(visitor: Visitor, passes: Mapping[str, str]) -> list[TripMember]:
    """The seats from which this visitor plans a trip that is open, the newest trip first."""
    trips = [trip for trip in trips_of(visitor, passes) if trip.is_open]
    seats = TripMember.objects.present().filter(trip__in=trips, role__in=PLANNING)
    own = {
        seat.trip_id: seat
        for seat in seats.select_related("trip", "person")
        if _is_mine(seat, visitor, passes)
    }
    return [own[trip.pk] for trip in trips if trip.pk in own]


def seat_for(seats: Iterable[TripMember], dates: DateRange | None) -> TripMember | None:
    """The trip that is meant most probably: under way on these dates; without dates the newest."""
    if dates is None:
        return next(iter(seats), None)
    return next((seat for seat in seats if _covers(seat, dates.check_in)), None)


def _covers(seat: TripMember, day: date) -> bool:
    first, last = seat.trip.starts_on, seat.trip.last_day
    return first is not None and last is not None and first <= day <= last


def _is_mine(seat: TripMember, visitor: Visitor, passes: Mapping[str, str]) -> bool:
    if visitor.is_authenticated and seat.person_id == visitor.pk:
        return True
    return seat.is_pass(passes.get(seat.trip.public_id, ""))


def addition_of(request: Request) -> Addition:
    """The step that holds a request, on the terms that hold now."""
    terms, offer = current_terms(request), request.offer
    begins = terms.check_in
    if terms.session is not None:
        begins = terms.session.starts_at.astimezone(time_zone_of(offer)).date()
    nights = len(terms.dates) if terms.dates and offer.kind == OfferKind.STAY else None
    subject = Subject(
        offer_display_title(offer),
        url=request.get_absolute_url(),
        offer=offer,
        request=request,
        session=terms.session,
    )
    return Addition(subject, begins, None, nights, terms.adults, terms.children)


register_offer_link(link_to_add)
