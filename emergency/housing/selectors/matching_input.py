"""Everybody who waits as one market, and how one tells later that it was another one."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from emergency.activations.models.activations import Activation
from emergency.housing.models.drafts import Draft
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.models.verification import Verification
from emergency.housing.selectors.market import (
    WHY_NOT,
    blocked_pairs,
    demand_of,
    lately,
    offers_in_play,
    supplies_of,
    terms_of,
    weights_of,
)
from emergency.housing.states.requests import RequestState
from emergency.matching.constraints import broken_by
from emergency.matching.market import Demand, Market, Supply

MOST: Final = 2_000  # requests: what an assignment weighs in some seconds
WISHES: Final = (
    *("work", "nights", "longest_minutes", "sleepers", "means", "shifts", "whole_place"),
    *("household", "step_free", "pets", "smokes", "avoids", "by_hand"),
)
CONDITIONS: Final = (
    *("point", "windows", "beds", "gap", "shared", "household", "step_free", "pets"),
    *("smoking", "presences"),
    *("least_nights", "check_level"),
)


@dataclass(frozen=True, slots=True)
class MatchingInput:
    """Who waits and what is lent, as rows and as the matching sees them."""

    requests: dict[str, HousingRequest]
    offers: dict[str, HousingOffer]
    market: Market
    left_out: int  # who waits beyond the most that is weighed at once


def matching_input(activation: Activation) -> MatchingInput:
    """The longest waiting first, should there be too many for one weighing."""
    everybody = requests_to_place(activation)
    related = everybody.select_related("submission", "hospital", "activation")
    requests = list(related.order_by("pk")[:MOST])
    offers = offers_in_play(activation)
    return MatchingInput(
        requests={one.reference: one for one in requests},
        offers={one.reference: one for one in offers},
        market=Market(
            demands=tuple(_demands(activation, requests, offers)),
            supplies=tuple(supplies_of(activation, offers)),
            terms=terms_of(activation),
            lately=tuple(lately(activation)),
            weights=weights_of(activation),
            tie_break_seed=activation.public_id,
        ),
        left_out=everybody.count() - len(requests),
    )


def requests_to_place(activation: Activation) -> HousingRequestQuerySet:
    """Verified and not too long ago, near a known place of work, with no host asked just now."""
    asked = Proposal.objects.open().filter(request=OuterRef("pk"))
    verified = Verification.objects.good().filter(request=OuterRef("pk"))
    return HousingRequest.objects.filter(
        ~Exists(asked),
        Exists(verified),
        activation=activation,
        state=RequestState.MATCHING,
        hospital__isnull=False,
        check_out__gt=activation.today(),
    )


def version_of(one: Demand | Supply) -> str:
    """Equal conditions, equal words. What time or others change (nights taken) isn't in it."""
    names = WISHES if isinstance(one, Demand) else CONDITIONS
    values = (getattr(one, name) for name in names)
    # A set has no order, and no two processes print one alike.
    plain = [
        sorted(map(str, value)) if isinstance(value, frozenset) else str(value) for value in values
    ]
    serialized = json.dumps(plain)
    return blake2b(serialized.encode(), digest_size=16).hexdigest()


class CurrentMarket:
    """The market as it is when somebody looks, asked once for all their drafts."""

    def __init__(self, activation: Activation, drafts: list[Draft]) -> None:
        looking = set(requests_to_place(activation).values_list("pk", flat=True))
        requests = [one.request for one in drafts if one.request_id in looking]
        offers = list({one.offer.pk: one.offer for one in drafts if one.offer}.values())
        demands = _demands(activation, requests, offers)
        self._terms = terms_of(activation)
        self._demands = {one.pk: demand for one, demand in zip(requests, demands, strict=True)}
        supplies = supplies_of(activation, offers)
        self._supplies = {one.pk: supply for one, supply in zip(offers, supplies, strict=True)}

    def change_of(self, draft: Draft) -> str:
        """Why it isn't true any more, in words, or nothing."""
        demand = self._demands.get(draft.request_id)
        if demand is None:
            return _("this request isn’t waiting for a home right now")
        if version_of(demand) != draft.request_version:
            return _("the request has changed since this match was suggested")
        if draft.offer_id is None:
            return ""
        return self._change_of_home(draft, demand, self._supplies[draft.offer_id])

    def _change_of_home(self, draft: Draft, demand: Demand, supply: Supply) -> str:
        if version_of(supply) != draft.offer_version:
            return _("the home has changed since this match was suggested")
        broken = broken_by(demand, supply, self._terms)
        return str(WHY_NOT.get(broken[0], broken[0])) if broken else ""


def _demands(
    activation: Activation, requests: list[HousingRequest], offers: list[HousingOffer]
) -> list[Demand]:
    references = {offer.pk: offer.reference for offer in offers}
    apart = blocked_pairs(activation)
    blocked = {
        one.pk: [references[home] for home in apart[one.pk] if home in references]
        for one in requests
    }
    return [
        replace(demand_of(one, blocked=blocked[one.pk]), by_hand=one.needs_a_person)
        for one in requests
    ]
