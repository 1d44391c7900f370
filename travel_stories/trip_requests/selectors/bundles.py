"""When a trip comes near to what the law calls a package. The rule warns and forbids nothing.

Directive (EU) 2015/2302, transposed by articles L. 211-1 and following of the Code du tourisme:

- article 3(1): carriage, accommodation and the hire of vehicles are kinds of travel service, and so
  is any other tourist service that isn't a natural part of one of those;
- article 3(2): at least two different kinds for the same trip are a package when one trader
  combines them, or when they are bought at one point of sale and chosen together before anybody
  pays, or offered at one price;
- article 2(2)(a): under 24 hours and without a night nothing is a package;
- article 2(2)(b): nor is what is arranged occasionally, not for profit, for a limited group;
- article 3(3) knows only what is paid: a welcome without a price is no purchase.

Whoever organises packages answers for all of it, and in France is registered and insured against
insolvency. We can't know who trades: so each case is told, with what takes the doubt away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.rates import Rate
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.choices import TripKind
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


class Service(StrEnum):
    """Kinds of travel service of article 3(1) that hosts of this site sell."""

    ACCOMMODATION = "accommodation"
    OTHER = "other"


class Risk(StrEnum):
    """Who could become an organiser, and by what."""

    ONE_HOST = "one_host"  # one host sells two kinds
    TOGETHER = "together"  # two kinds are asked with one press
    ONE_PRICE = "one_price"  # whoever travels for a body pays that body one price


@dataclass(frozen=True, slots=True)
class PaidService:
    """Something of the trip that is paid for: from whom, and in which set it was asked, if any."""

    service: Service
    host: int
    together: int | None = None


SERVICES = {OfferKind.STAY: Service.ACCOMMODATION, OfferKind.ACTIVITY: Service.OTHER}
NEW = 0  # no set has this key
BODIES = frozenset({TripKind.CLASS, TripKind.WORKS_COUNCIL, TripKind.ASSOCIATION})


def risks_of(bought: Collection[PaidService], *, days: int, for_a_body: bool) -> list[Risk]:
    """The rule itself. See the head of this page for its source."""
    nights = any(one.service == Service.ACCOMMODATION for one in bought)
    if days < 2 and not nights:
        return []
    risks = []
    if _mixed_by((one.host, one.service) for one in bought):
        risks.append(Risk.ONE_HOST)
    if _mixed_by((one.together, one.service) for one in bought if one.together is not None):
        risks.append(Risk.TOGETHER)
    if for_a_body and _mixed_by((0, one.service) for one in bought):
        risks.append(Risk.ONE_PRICE)
    return risks


def risks_of_trip(
    trip: Trip, trip_requests: Iterable[TripRequest], steps: Sequence[Step] = ()
) -> list[Risk]:
    """Of what was asked and may still come, or has; and if each of these `steps` were asked now."""
    bought = [*_asked(trip_requests), *_to_ask(steps)]
    return risks_of(bought, days=trip.days, for_a_body=trip.kind in BODIES)


def _asked(trip_requests: Iterable[TripRequest]) -> Iterable[PaidService]:
    for request in (trip_request.request for trip_request in trip_requests):
        service = SERVICES.get(OfferKind(request.offer.kind))
        stands = request.is_waiting or request.is_agreed
        if service and stands and ExchangeMode(request.mode).asks_money:
            yield PaidService(service, request.host_id, request.request_set_id)


def _to_ask(steps: Sequence[Step]) -> Iterable[PaidService]:
    # Offers that may ask for money; one read.
    offers = [step.offer_id for step in steps]
    rates = Rate.objects.filter(offer__in=offers).values_list("offer", "mode") if steps else ()
    paid = {offer for offer, mode in rates if ExchangeMode(mode).asks_money}
    together = NEW if len(steps) > 1 else None
    for offer in (step.offer for step in steps if step.offer is not None):
        service = SERVICES.get(OfferKind(offer.kind))
        if service and offer.pk in paid:
            yield PaidService(service, offer.host_id, together)


def _mixed_by(pairs: Iterable[tuple[int, Service]]) -> bool:
    """Whether one key has two different kinds."""
    found: dict[int, Service] = {}
    return any(found.setdefault(key, service) != service for key, service in pairs)
