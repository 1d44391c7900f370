"""Homes for one request, as its page lists them: the best that fit, and those that almost do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from core.cache.caching import get_or_set
from core.values.geo import Box
from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.selectors.market import (
    MOST,
    WHY_NOT,
    demand_of,
    lately,
    supplies_of,
    terms_of,
    weights_of,
)
from emergency.housing.states.offers import PlaceKind
from emergency.matching.bitset import bitset_of, indices_in
from emergency.matching.choices import Choices
from emergency.matching.commutes import STEP, minutes_by_distance, reach
from emergency.matching.constraints import HardConstraint, broken_by, minutes_between
from emergency.matching.costs import Costs
from emergency.matching.market import Demand, Supply, Terms

FITTING: Final = 5
NEARLY: Final = 3
FELT: Final = 5  # minutes on the way, from which on somebody is asked whether it is meant
NEAREST: Final = 200  # homes that are looked at for those that almost fit
COUNTED_FOR: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Home:
    """One home for one request: how far it is, and what speaks against it."""

    reference: str
    public_id: str
    url: str
    commune: str
    kind: str
    minutes: int
    reasons: list[str]
    why_not: list[str]
    left_nearer: int | None = None
    is_only_far: bool = False  # nothing but the way to work speaks against it
    waits_for_call: bool = False  # parked: its host has to say that it is still free


def homes_for(request: HousingRequest) -> tuple[list[Home], list[Home]]:
    """The best of those that fit, by the published costs, and the nearest that almost do."""
    if request.hospital is None or request.nights_ahead is None:
        return [], []
    demand, terms = demand_of(request), terms_of(request.activation)
    likely = _likely(request, demand, terms)
    in_play = HousingOffer.objects.in_play(request.activation)
    nearest = list(in_play.nearest_to(demand.work)[:NEAREST])
    supplies = supplies_of(request.activation, [*likely, *nearest])
    fitting = _fitting(request, demand, likely, supplies[: len(likely)])
    nearly = []
    for offer, supply in zip(nearest, supplies[len(likely) :], strict=True):
        broken = broken_by(demand, supply, terms)
        if len(broken) == 1:
            minutes = minutes_between(demand, supply, terms)
            nearly.append(_home(request, offer, minutes, broken=broken))
    return fitting, sorted(nearly, key=lambda home: home.minutes)[:NEARLY]


def unready_homes(request: HousingRequest) -> list[Home]:
    """Homes that wait for a check or a call, and that would fit after it, the nearest first."""
    if request.hospital is None or request.nights_ahead is None:
        return []
    demand, terms = demand_of(request), terms_of(request.activation)
    rows = HousingOffer.objects.unready(request.activation)
    offers = list(rows.nearest_to(demand.work)[:NEAREST])
    checked = max(terms.level_for_whole, terms.level_for_shared)
    homes = []
    for offer, supply in zip(offers, supplies_of(request.activation, offers), strict=True):
        ready = replace(
            supply,
            live=True,
            fresh_until=terms.now,
            check_level=checked if offer.is_unseen else supply.check_level,
        )
        if not broken_by(demand, ready, terms):
            homes.append(_home(request, offer, minutes_between(demand, supply, terms)))
    return sorted(homes, key=lambda home: home.minutes)[:NEARLY]


def fitting_homes(request: HousingRequest) -> list[Home]:
    """The best of those that fit, alone."""
    demand = demand_of(request)
    offers = _likely(request, demand, terms_of(request.activation))
    return _fitting(request, demand, offers, supplies_of(request.activation, offers))


def _fitting(
    request: HousingRequest, demand: Demand, offers: list[HousingOffer], supplies: list[Supply]
) -> list[Home]:
    """Every constraint is asked of each; most homes of thousands a few conditions leave out."""
    terms = terms_of(request.activation)
    fit = [at for at, supply in enumerate(supplies) if not broken_by(demand, supply, terms)]
    costs = Costs(Choices(supplies, terms), weights_of(request.activation))
    # By home, how many who asked lately it would have served; it changes slowly.
    activation = request.activation
    now = timezone.now()
    hour = now.replace(hour=now.hour - now.hour % 2, minute=0, second=0, microsecond=0)
    key = f"emergency:needs:{activation.public_id}:{hour.timestamp():.0f}"
    needs = get_or_set(key, partial(count_needs, activation), COUNTED_FOR)
    costs.count([needs.get(offer.pk, 0.0) for offer in offers])
    ranked = sorted(zip(costs.of(demand, fit), fit, strict=True))[:FITTING]
    left = NearerHomes(costs, demand, fit) if request.drives else None
    return [
        _home(
            request,
            offers[at],
            minutes_between(demand, supplies[at], terms),
            left_nearer=left.nearer_than(at) if left else None,
        )
        for _cost, at in ranked
    ]


def left_nearer(request: HousingRequest, offer: HousingOffer) -> int | None:
    """Of a home for somebody who drives: minutes of a nearer one that is left to others."""
    if not request.drives or request.hospital is None or request.nights_ahead is None:
        return None
    found = {home.public_id: home.left_nearer for home in fitting_homes(request)}
    return found.get(offer.public_id)


def reasons_of(request: HousingRequest, offer: HousingOffer) -> dict[str, int]:
    """What is kept with an ask that a coordinator presses on the page of a request."""
    minutes = left_nearer(request, offer)
    return {} if minutes is None else {"left_nearer": minutes}


class NearerHomes:
    """Nearer homes that cost more because whoever has no car needs them more."""

    def __init__(self, costs: Costs, demand: Demand, fit: list[int]) -> None:
        self.terms = {at: costs.terms(demand, at) for at in fit}
        self.minutes = {at: costs.choices.minutes(demand)[at] for at in fit}

    def nearer_than(self, home: int) -> int | None:
        """Minutes of the nearest of them, where that is felt on the way."""
        nearer = [
            minutes
            for at, minutes in self.minutes.items()
            if minutes + FELT <= self.minutes[home]
            and self.terms[at].contested > self.terms[home].contested
        ]
        return min(nearer, default=None)


def why_none(request: HousingRequest) -> tuple[int, list[str]]:
    """Where nothing fits, nor almost: how many homes were looked at, and how many each leaves out.

    A home that several things speak against counts for each of them.
    """
    demand, terms = demand_of(request), terms_of(request.activation)
    in_play = HousingOffer.objects.in_play(request.activation)
    nearest = list(in_play.nearest_to(demand.work)[:NEAREST])
    against = Counter(
        hard
        for supply in supplies_of(request.activation, nearest)
        for hard in broken_by(demand, supply, terms)
    )
    words = [f"{WHY_NOT.get(hard, hard)}: {count}" for hard, count in against.most_common()]
    return len(nearest), words


def _likely(request: HousingRequest, demand: Demand, terms: Terms) -> list[HousingOffer]:
    """Ready, in reach of their work and free long enough: no home that fits is missing."""
    table = minutes_by_distance(demand.means, demand.shifts, terms)
    metres = (reach(demand.longest_minutes, table) + 1) * STEP
    ready = HousingOffer.objects.in_play(request.activation).fresh()
    offers = ready.inside(Box.around(demand.work, metres=metres)).filter(
        sleeps__gte=demand.sleepers.singles + demand.sleepers.couples,
        double_beds__gte=demand.sleepers.couples,
        cots__gte=demand.sleepers.infants,
        check_in__lte=demand.nights.check_in,
        check_out__gte=demand.nights.check_out,
    )
    if demand.whole_place:
        offers = offers.filter(kind=PlaceKind.WHOLE)
    return list(offers.order_by("pk")[:MOST])


def count_needs(activation: Activation) -> dict[int, float]:
    """One among five that would have done counts as a fifth.

    A parked home counts as well: its host may confirm it within these hours.
    """
    offers = list(HousingOffer.objects.in_play(activation)[:MOST])
    terms = terms_of(activation)
    supplies = [
        replace(supply, live=True, fresh_until=terms.now)
        for supply in supplies_of(activation, offers)
    ]
    ready = bitset_of((at for at, offer in enumerate(offers) if offer.is_fresh), len(offers))
    choices = Choices(supplies, terms)
    needs = [0.0] * len(offers)
    for one in lately(activation):
        suiting = choices.suiting(one)
        share = 1 / max((suiting & ready).bit_count(), 1)
        for at in indices_in(suiting):
            needs[at] += share
    return {offer.pk: need for offer, need in zip(offers, needs, strict=True) if need}


def _home(
    request: HousingRequest,
    offer: HousingOffer,
    minutes: int,
    *,
    broken: tuple[HardConstraint, ...] = (),
    left_nearer: int | None = None,
) -> Home:
    address = request.activation.address
    # Why this home comes where it comes.
    reasons = [
        journey_in_words(minutes, request),
        offer.key_for_coordinator,
    ]
    if left_nearer is not None:
        words = ngettext(
            "a closer home, %(minutes)s minute away, is kept for people without a car",
            "a closer home, %(minutes)s minutes away, is kept for people without a car",
            left_nearer,
        )
        reasons.append(words % {"minutes": left_nearer})
    return Home(
        reference=offer.reference,
        public_id=offer.public_id,
        url=reverse("emergency:offer", args=[address, offer.public_id]),
        commune=offer.locality.name,
        kind=offer.get_kind_display(),
        minutes=minutes,
        reasons=reasons,
        why_not=[str(WHY_NOT.get(hard, hard)) for hard in broken],
        left_nearer=left_nearer,
        is_only_far=broken == (HardConstraint.TRAVEL,),
        waits_for_call=not (offer.is_unseen or offer.is_fresh),
    )


def journey_in_words(minutes: int, request: HousingRequest) -> str:
    """`12 minutes, by bicycle`: to the work of whoever asks, as they travel."""
    words = ngettext("%(minutes)s minute, %(means)s", "%(minutes)s minutes, %(means)s", minutes)
    return words % {"minutes": minutes, "means": request.get_travel_mode_display().lower()}
