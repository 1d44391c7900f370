"""Rows as the matching sees them: no name, no telephone, no trade."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import BlockedPair, Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import HostHousehold, OfferState
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.requests import Household
from emergency.matching.constraints import HardConstraint, minutes_between
from emergency.matching.forecast import expected_demands
from emergency.matching.market import (
    DAY,
    Beds,
    Demand,
    Means,
    Presence,
    Shift,
    Sleepers,
    Supply,
    Terms,
)
from emergency.matching.market import Household as Living
from emergency.matching.weights import Weights
from hosting.calendar_feeds.models import ForeignBlock

MOST: Final = 10_000  # more than any territory was ever lent
LATELY: Final = 300
NOES: Final = (ProposalState.HOST_NO, ProposalState.REQUESTER_NO)
NEVER: Final = datetime.min.replace(tzinfo=UTC)
WHY_NOT: Final = {
    HardConstraint.BLOCKED: gettext_lazy("not to be matched with this guest again"),
    HardConstraint.LIVE: gettext_lazy("not ready"),
    HardConstraint.FRESH: gettext_lazy("not recently confirmed"),
    HardConstraint.CHECKED: gettext_lazy("check level too low"),
    HardConstraint.ASKS: gettext_lazy("host already asked often enough this week"),
    HardConstraint.WHOLE_PLACE: gettext_lazy("someone lives there"),
    HardConstraint.HOUSEHOLD: gettext_lazy("kind of household the guest didn’t agree to"),
    HardConstraint.BEDS: gettext_lazy("too few beds"),
    HardConstraint.STEP_FREE: gettext_lazy("not step-free"),
    HardConstraint.PETS: gettext_lazy("pets not allowed"),
    HardConstraint.SMOKING: gettext_lazy("no smoking indoors"),
    HardConstraint.ALLERGY: gettext_lazy("has, or may have, something the guest can’t live with"),
    HardConstraint.LENGTH: gettext_lazy("stay too short or too long"),
    HardConstraint.TRAVEL: gettext_lazy("too far from work"),
    HardConstraint.NIGHTS: gettext_lazy("not free for all these nights"),
    HardConstraint.TAKEN: gettext_lazy("some of these nights are taken"),
}


def lately(activation: Activation) -> list[Demand]:
    """Who asked in the last seven days, housed or not: homes that they needed, others will need.

    Until so many have asked, two people without a car are expected at each place of work.
    """
    week = timezone.now() - timedelta(days=7)
    requests = HousingRequest.objects.filter(
        activation=activation, hospital__isnull=False, created_at__gt=week
    )
    rows = requests.select_related("activation", "hospital", "submission").order_by("-pk")[:LATELY]
    asked = [demand_of(request, blocked=()) for request in rows]
    if len(asked) == LATELY:
        return asked
    works = Hospital.objects.in_departments(activation.department_codes)
    points = dict.fromkeys(work.point for work in works.order_by("pk")[:LATELY])
    return [*asked, *expected_demands(points, on=activation.today())][:LATELY]


def blocked_pairs(activation: Activation) -> defaultdict[int, set[int]]:
    """By request, the homes that it isn't brought to again: one of the two said no, or worse."""
    blocked = BlockedPair.objects.filter(request__activation=activation)
    refused = Proposal.objects.filter(activation=activation, state__in=NOES)
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for request, offer in chain(
        blocked.values_list("request", "offer"), refused.values_list("request", "offer")
    ):
        apart[request].add(offer)
    return apart


def demand_of(request: HousingRequest, *, blocked: Iterable[str] | None = None) -> Demand:
    """Children come with a person who decides: on a page that person looks."""
    assert request.hospital is not None  # noqa: S101  # asked by the caller
    if blocked is None:  # as `parted`, for one
        refused = request.proposals.filter(state__in=NOES)
        apart = Q(blocked__request=request) | Q(proposals__in=refused)
        offers = HousingOffer.objects.filter(apart).select_related("submission").distinct()
        blocked = [offer.reference for offer in offers]
    mode = Means(request.travel_mode)
    begins, ends = request.shift_begins, request.shift_ends
    return Demand(
        reference=request.reference,
        work=request.hospital.point,
        nights=request.nights_ahead or request.dates,
        longest_minutes=request.travel_minutes,
        sleepers=sleepers_of(request),
        means=frozenset({mode, Means.WALK}),
        shifts=(Shift(begins, ends),) if begins and ends else (DAY,),
        whole_place=request.household == Household.ALONE,
        household=ACCEPTED[Household(request.household)],
        step_free=request.step_free,
        pets=request.pets,
        smokes=request.smokes,
        avoids=avoids_of(request),
        blocked=frozenset(blocked),
        urgency=request.urgency_class,
        waiting_days=(timezone.now() - request.created_at).days,
    )


ACCEPTED: Final[dict[Household, frozenset[Living]]] = {
    Household.ALONE: frozenset(),
    Household.WOMEN: frozenset({Living.WOMEN}),
    Household.ANY: frozenset(Living),
}
LIVING: Final[dict[HostHousehold, frozenset[Living]]] = {
    HostHousehold.NONE: frozenset(),
    HostHousehold.WOMEN: frozenset({Living.WOMEN}),
    HostHousehold.MIXED: frozenset({Living.WOMEN, Living.MEN}),
}


def sleepers_of(request: HousingRequest) -> Sleepers:
    """Babies are counted among the people; at most two share a bed."""
    infants = min(request.infants, request.people - 1)
    grown = request.people - infants
    couples = 1 if request.share_bed and grown > 1 else 0
    return Sleepers(singles=grown - 2 * couples, couples=couples, infants=infants)


def beds_of(offer: HousingOffer) -> Beds:
    double = min(offer.double_beds, offer.sleeps)
    return Beds(single=offer.sleeps - double, double=double, cots=offer.cots)


def avoids_of(request: HousingRequest) -> frozenset[Presence]:
    return frozenset(Presence(one) for one in request.avoids or ())


def presences_of(offer: HousingOffer) -> frozenset[Presence]:
    """Everything, where the host was never asked: nobody is brought to what they can't bear."""
    if offer.presences is None:
        return frozenset(Presence)
    smoke = {Presence.SMOKE} if offer.smoking else set()
    return frozenset(Presence(one) for one in offer.presences) | smoke


def supplies_of(activation: Activation, offers: list[HousingOffer]) -> list[Supply]:
    """Every home with its nights that are gone, in four questions for all of them.

    One more where homes are units of hosting: what other calendars of their hosts take.
    """
    taken: defaultdict[int, list[DateRange]] = defaultdict(list)
    asks = Proposal.objects.open().filter(activation=activation)
    stays = Placement.objects.live().filter(activation=activation)
    for rows in (asks, stays):
        for offer, check_in, check_out in rows.values_list("offer", "check_in", "check_out"):
            taken[offer].append(DateRange(check_in, check_out))
    load = Counter({offer: len(ranges) for offer, ranges in taken.items()})
    units = {offer.unit_id: offer.pk for offer in offers if offer.unit_id is not None}
    if units:
        blocks = ForeignBlock.objects.filter(unit__in=units, end__gt=activation.today()).taken()
        for unit, start, end in blocks.order_by().values_list("unit", "start", "end"):
            taken[units[unit]].append(DateRange(start, end))
    # By host: whoever lends three homes is asked no more often than whoever lends one.
    week = timezone.now() - timedelta(days=7)
    recent = Proposal.objects.filter(activation=activation, asked_at__gt=week)
    counted = recent.order_by().values_list("offer", "offer__phone_digest").annotate(n=Count("pk"))
    asked: Counter[str | int] = Counter()
    for home, phone, number in counted:
        asked[phone or home] += number
    return [
        replace(
            _supply_of(activation, offer),
            taken=tuple(taken[offer.pk]),
            asks_left=max(activation.asks_per_week - asked[_host_of(offer)], 0),
            load=load[offer.pk],
        )
        for offer in offers
    ]


def _supply_of(activation: Activation, offer: HousingOffer) -> Supply:
    """What its host lends, as if nobody had asked for it yet."""
    # No stay outlasts the emergency's last day; only the empty nights after it do.
    last = offer.check_out
    if activation.hard_end is not None:
        last = min(last, activation.hard_end + timedelta(days=activation.gap_nights))
    return Supply(
        reference=offer.reference,
        host=str(_host_of(offer)),
        point=offer.public_point,
        windows=(DateRange(offer.check_in, last),) if last > offer.check_in else (),
        fresh_until=offer.fresh_until or NEVER,
        beds=beds_of(offer),
        gap=activation.gap_nights,
        shared=offer.is_shared,
        household=LIVING[HostHousehold(offer.household)],
        step_free=offer.step_free,
        pets=offer.takes_pets,
        smoking=offer.smoking,
        presences=presences_of(offer),
        live=offer.state == OfferState.LIVE and offer.partner_id is None,
        check_level=offer.check_level,
    )


def terms_of(activation: Activation) -> Terms:
    return Terms(
        now=timezone.now(),
        level_for_whole=activation.whole_check,
        level_for_shared=activation.shared_check,
        least_gap=activation.gap_nights,
        whole_places_only=activation.whole_only,
    )


def weights_of(activation: Activation) -> Weights:
    known: dict[str, Any] = activation.whole_weights
    return Weights(**known)


def minutes_to_work(request: HousingRequest, offer: HousingOffer) -> int | None:
    """By their own means at the hours of their shifts; unknown for a place of work in words."""
    if request.hospital is None:
        return None
    supply = _supply_of(request.activation, offer)
    return minutes_between(demand_of(request, blocked=()), supply, terms_of(request.activation))


def offers_in_play(activation: Activation) -> list[HousingOffer]:
    return list(HousingOffer.objects.in_play(activation).order_by("pk")[:MOST])


def _host_of(offer: HousingOffer) -> str | int:
    """Known by their telephone; without one each home is a host of its own."""
    return offer.phone_digest or offer.pk
