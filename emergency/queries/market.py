"""Rows as the matching sees them: no name, no telephone, no trade. And its answer, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import DateRange
from emergency.enums import HostHousehold, Household, OfferState
from emergency.matching.choices import Choices
from emergency.matching.constraints import Hard, broken_by, minutes_between
from emergency.matching.costs import Costs
from emergency.matching.market import (
    DAY,
    Beds,
    Demand,
    Means,
    Shift,
    Sleepers,
    Supply,
    Terms,
)
from emergency.matching.market import Household as Living
from emergency.matching.weights import Weights
from emergency.models import Activation, HousingOffer, HousingRequest, Placement, Proposal

FITTING: Final = 5
NEARLY: Final = 3
MOST: Final = 2_000
LATELY: Final = 100
NEVER: Final = datetime.min.replace(tzinfo=UTC)
WHY_NOT: Final = {
    Hard.BLOCKED: gettext_lazy("not these two again"),
    Hard.LIVE: gettext_lazy("not ready"),
    Hard.FRESH: gettext_lazy("not confirmed lately: call the host"),
    Hard.CHECKED: gettext_lazy("not checked enough"),
    Hard.ASKS: gettext_lazy("the host was asked often enough this week"),
    Hard.WHOLE_PLACE: gettext_lazy("somebody lives there"),
    Hard.HOUSEHOLD: gettext_lazy("not the household they agreed to"),
    Hard.BEDS: gettext_lazy("too few beds"),
    Hard.STEP_FREE: gettext_lazy("there is a step"),
    Hard.PETS: gettext_lazy("no animals"),
    Hard.LENGTH: gettext_lazy("too short a stay"),
    Hard.TRAVEL: gettext_lazy("too far from work"),
    Hard.NIGHTS: gettext_lazy("not free on all these nights"),
    Hard.TAKEN: gettext_lazy("some of these nights are taken"),
}


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


def homes_for(request: HousingRequest) -> tuple[list[Home], list[Home]]:
    """The best of those that fit, by the published costs, and the nearest that almost do."""
    if request.hospital is None or request.nights_ahead is None:
        return [], []
    offers = offers_in_play(request.activation)
    supplies, terms = supplies_of(request.activation, offers), terms_of(request.activation)
    demand = demand_of(request)
    broken = [broken_by(demand, supply, terms) for supply in supplies]
    fit = [place for place, breaks in enumerate(broken) if not breaks]
    costs = Costs(Choices(supplies, terms), weights_of(request.activation))
    for other in lately(request.activation, besides=request):
        costs.expect(other)
    ranked = [place for _cost, place in sorted(zip(costs.of(demand, fit), fit, strict=True))]
    nearly = [place for place, breaks in enumerate(broken) if len(breaks) == 1]
    nearly.sort(key=lambda place: minutes_between(demand, supplies[place], terms))

    def shown(place: int) -> Home:
        minutes = minutes_between(demand, supplies[place], terms)
        return _home(request, offers[place], minutes, broken[place])

    return [shown(place) for place in ranked[:FITTING]], [shown(place) for place in nearly[:NEARLY]]


def lately(activation: Activation, *, besides: HousingRequest | None = None) -> list[Demand]:
    """Who asked in the last seven days, housed or not: homes that they needed, others will need."""
    week = timezone.now() - timedelta(days=7)
    requests = HousingRequest.objects.filter(
        activation=activation, hospital__isnull=False, created_at__gt=week
    )
    if besides is not None:
        requests = requests.exclude(pk=besides.pk)
    asked = requests.select_related("activation", "hospital", "submission").order_by("-pk")[:LATELY]
    return [demand_of(request, blocked=()) for request in asked]


def demand_of(request: HousingRequest, *, blocked: Iterable[str] | None = None) -> Demand:
    """Children come with a person who decides: on a page that person looks."""
    assert request.hospital is not None  # noqa: S101  # asked by the caller
    blocked = _blocked(request) if blocked is None else blocked
    mode = Means(request.travel_mode)
    begins, ends = request.shift_begins, request.shift_ends
    return Demand(
        reference=request.reference,
        work=request.hospital.point,
        nights=request.nights_ahead or request.dates,
        longest_minutes=request.travel_minutes,
        sleepers=Sleepers(singles=request.people),
        means=frozenset({mode, Means.WALK}),
        shifts=(Shift(begins, ends),) if begins and ends else (DAY,),
        whole_place=request.household == Household.ALONE,
        household=ACCEPTED[Household(request.household)],
        step_free=request.step_free,
        pets=request.pets,
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


def supplies_of(activation: Activation, offers: list[HousingOffer]) -> list[Supply]:
    """Every home with its nights that are gone, in four questions for all of them."""
    taken = _taken(activation)
    asked = _asked_this_week(activation)
    return [
        Supply(
            reference=offer.reference,
            host=str(_host_of(offer)),
            point=offer.public_point,
            windows=_windows(activation, offer),
            fresh_until=offer.fresh_until or NEVER,
            beds=Beds(single=offer.sleeps),
            taken=tuple(taken[offer.pk]),
            gap=activation.gap_nights,
            shared=offer.is_shared,
            household=LIVING[HostHousehold(offer.household)],
            step_free=offer.step_free,
            pets=offer.takes_pets,
            least_nights=activation.min_nights,
            live=offer.state == OfferState.LIVE,
            check_level=offer.check_level,
            asks_left=max(activation.asks_per_week - asked[_host_of(offer)], 0),
            load=len(taken[offer.pk]),
        )
        for offer in offers
    ]


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
    supply = supplies_of(request.activation, [offer])[0]
    return minutes_between(demand_of(request), supply, terms_of(request.activation))


def offers_in_play(activation: Activation) -> list[HousingOffer]:
    states = (OfferState.LIVE, OfferState.PARKED)
    offers = HousingOffer.objects.filter(activation=activation, state__in=states)
    return list(offers.select_related("submission", "locality").order_by("pk")[:MOST])


def _taken(activation: Activation) -> defaultdict[int, list[DateRange]]:
    taken: defaultdict[int, list[DateRange]] = defaultdict(list)
    asks = Proposal.objects.open().filter(activation=activation)
    stays = Placement.objects.live().filter(activation=activation)
    for rows in (asks, stays):
        for offer, check_in, check_out in rows.values_list("offer", "check_in", "check_out"):
            taken[offer].append(DateRange(check_in, check_out))
    return taken


def _asked_this_week(activation: Activation) -> Counter[str | int]:
    """By host: whoever lends three homes is asked no more often than whoever lends one."""
    week = timezone.now() - timedelta(days=7)
    asks = Proposal.objects.filter(activation=activation, asked_at__gt=week)
    counted = asks.order_by().values_list("offer", "offer__phone_digest").annotate(n=Count("pk"))
    asked: Counter[str | int] = Counter()
    for offer, phone, number in counted:
        asked[phone or offer] += number
    return asked


def _host_of(offer: HousingOffer) -> str | int:
    """Known by their telephone; without one each home is a host of its own."""
    return offer.phone_digest or offer.pk


def _windows(activation: Activation, offer: HousingOffer) -> tuple[DateRange, ...]:
    """No stay outlasts the emergency's last day; only the empty nights after it do."""
    last = offer.check_out
    if activation.hard_end is not None:
        last = min(last, activation.hard_end + timedelta(days=activation.gap_nights))
    return (DateRange(offer.check_in, last),) if last > offer.check_in else ()


def _blocked(request: HousingRequest) -> list[str]:
    pairs = request.blocked.select_related("offer__submission")
    return [pair.offer.reference for pair in pairs]


def _home(
    request: HousingRequest, offer: HousingOffer, minutes: int, broken: tuple[Hard, ...]
) -> Home:
    address = request.activation.address
    reasons = [
        _("%(minutes)s minutes, %(means)s")
        % {"minutes": minutes, "means": request.get_travel_mode_display().lower()},
        offer.get_access_mode_display(),
    ]
    return Home(
        reference=offer.reference,
        public_id=offer.public_id,
        url=reverse("emergency:offer", args=[address, offer.public_id]),
        commune=offer.locality.name,
        kind=offer.get_kind_display(),
        minutes=minutes,
        reasons=reasons,
        why_not=[str(WHY_NOT.get(hard, hard)) for hard in broken],
    )
