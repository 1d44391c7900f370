"""Other doors near a step, on its dates and for its people: the search package finds them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.values.geo import Point
from hosting.offers.choices.lists import Facet, OfferKind
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from search.engines.engine_selection import engine
from search.query.errors import SearchDownError
from search.query.offer_query import Near, OfferQuery, Starts
from search.query.states import Order
from travel_stories.trips.models.steps import Step

FAR = (15, 40, 80)  # kilometres, one ring after the other until somebody is found
SHOWN = 6


@dataclass(frozen=True, slots=True)
class AlternativeOffers:
    """`place` is where they are near to, `without_needs` that nobody meets them all."""

    cards: list[OfferCard]
    km: int = 0
    place: str = ""
    without_needs: bool = False
    down: str = ""


def find_alternatives(step: Step) -> AlternativeOffers:
    """The nearest first, without those that this step has asked already."""
    point, place = _where(step)
    if point is None:
        return AlternativeOffers([])
    asked = {*step.requests.values_list("request__offer", flat=True), step.offer_id}
    query = _question(step, point, place)
    try:
        needy = bool(query.of(Facet.NEED))
        kinds = {Facet.KIND: query.of(Facet.KIND)}
        tries = [query, replace(query, chosen=kinds)] if needy else [query]
        for attempt in tries:
            for km in FAR:
                near = tuple(replace(one, km=km) for one in attempt.near)
                hits = engine().search(replace(attempt, near=near)).hits
                pks = [hit.pk for hit in hits if hit.pk not in asked]
                cards = cards_by_key(pks[:SHOWN], among=Offer.objects.public())
                if cards:
                    without = needy and attempt is not query
                    return AlternativeOffers(list(cards.values()), km, place, without_needs=without)
        return AlternativeOffers([], FAR[-1], place)
    except SearchDownError as refusal:
        return AlternativeOffers([], place=place, down=str(refusal))


def _question(step: Step, point: Point, place: str) -> OfferQuery:
    """As on the list of offers: place, dates, people, needs, and the kind that was wished for."""
    trip = step.trip
    kind = step.offer.kind if step.offer is not None else OfferKind.STAY
    needs = frozenset(need.slug for need in trip.needs.all())
    chosen = {Facet.KIND: frozenset({str(kind)})}
    if needs and kind == OfferKind.STAY:
        chosen[Facet.NEED] = needs
    dates = step.dates if kind == OfferKind.STAY else None
    people = len(step.people.all())
    return OfferQuery(
        today=timezone.localdate(),
        language=(get_language() or "fr")[:2],
        near=(Near(place, point, FAR[0]),),
        dates=(Starts.exactly(dates),) if dates else (),
        adults=people or trip.adults,
        children=0 if people else trip.children,
        chosen=chosen,
        order=Order.DISTANCE,
        size=SHOWN * 2,
    )


def _where(step: Step) -> tuple[Point | None, str]:
    """The step's own place, else that of the trip."""
    if step.point is not None:
        locality = step.locality or (step.offer and step.offer.place and step.offer.place.locality)
        return step.point, str(locality or _("this step"))
    locality = step.trip.locality
    return (locality.point, str(locality)) if locality is not None else (None, "")
