"""Everybody who waits, matched at once: which home for whom and why, and what keeps the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from emergency.enums import RequestState
from emergency.matching.constraints import Hard
from emergency.matching.engine import match
from emergency.matching.market import Market
from emergency.matching.results import Draft, Outcome, Relaxation, Unmatched
from emergency.models import (
    Activation,
    BlockedPair,
    HousingOffer,
    HousingRequest,
    Proposal,
    Verification,
)
from emergency.queries.desk import Desk
from emergency.queries.market import (
    WHY_NOT,
    demand_of,
    lately,
    offers_in_play,
    supplies_of,
    terms_of,
    weights_of,
)

MOST: Final = 500
BLOCKING: Final = {
    Hard.BY_HAND: gettext_lazy("A person decides: children come along."),
    Hard.TAKEN: gettext_lazy("The homes that fit go to others, or are taken."),
    Hard.TRAVEL: gettext_lazy("Every home that fits is too far from work."),
    Hard.NIGHTS: gettext_lazy("No home that fits is free on all these nights."),
    Hard.WHOLE_PLACE: gettext_lazy("Whoever lends near by lives there too."),
    Hard.BEDS: gettext_lazy("Homes that fit have too few beds."),
    Hard.STEP_FREE: gettext_lazy("No home that fits is without a step."),
    Hard.PETS: gettext_lazy("No home that fits takes animals."),
}


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """A request as a card: no name."""

    reference: str
    url: str
    place_of_work: str
    check_in: date
    check_out: date
    people: int


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One home for one request, as the matching would have it."""

    who: WhoWaits
    home: str
    home_url: str
    commune: str
    kind: str
    ask_url: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A request without a home: what stands in the way, and what would help."""

    who: WhoWaits
    why: str
    helps: list[str]


@dataclass(frozen=True, slots=True)
class Drafts:
    drafts: list[DraftRow]
    waiting: list[WaitingRow]
    envies: int
    engine: str

    @property
    def total(self) -> int:
        return len(self.drafts) + len(self.waiting)


def drafts_on(desk: Desk) -> Drafts:
    """All who wait are weighed together; shown are those whom this coordinator looks after."""
    activation = desk.activation
    requests, offers = _requests(activation), offers_in_play(activation)
    outcome = match(_market(activation, requests, offers))
    homes = {offer.reference: offer for offer in offers}
    mine = _within(desk, requests)
    return Drafts(
        drafts=[
            _draft_row(mine[draft.demand], homes[draft.supply], draft)
            for draft in outcome.drafts
            if draft.demand in mine
        ],
        waiting=[
            WaitingRow(_who(mine[one.demand]), _why(one), _helps(one))
            for one in outcome.unmatched
            if one.demand in mine
        ],
        envies=_envies(outcome, mine),
        engine=f"{outcome.engine}, {outcome.version}",
    )


def _requests(activation: Activation) -> list[HousingRequest]:
    """Verified and not too long ago, near a known place of work, with no host asked just now."""
    asked = Proposal.objects.open().filter(request=OuterRef("pk"))
    verified = Verification.objects.good().filter(request=OuterRef("pk"))
    looking = HousingRequest.objects.filter(
        ~Exists(asked),
        Exists(verified),
        activation=activation,
        state=RequestState.MATCHING,
        hospital__isnull=False,
        check_out__gt=activation.today(),
    )
    return list(
        looking.select_related("submission", "hospital", "activation").order_by("pk")[:MOST]
    )


def _market(
    activation: Activation, requests: list[HousingRequest], offers: list[HousingOffer]
) -> Market:
    blocked = defaultdict(list)
    pairs = BlockedPair.objects.filter(request__activation=activation)
    for request, offer in pairs.values_list("request", "offer"):
        blocked[request].append(offer)
    references = {offer.pk: offer.reference for offer in offers}
    demands = [
        replace(
            demand_of(
                request,
                blocked=[references[one] for one in blocked[request.pk] if one in references],
            ),
            by_hand=request.needs_a_person,
        )
        for request in requests
    ]
    return Market(
        demands=tuple(demands),
        supplies=tuple(supplies_of(activation, offers)),
        terms=terms_of(activation),
        lately=tuple(lately(activation)),
        weights=weights_of(activation),
        salt=activation.public_id,
    )


def _within(desk: Desk, requests: list[HousingRequest]) -> dict[str, HousingRequest]:
    """A coordinator of some hospitals sees theirs; whoever rules sees all."""
    shown = HousingRequest.objects.filter(activation=desk.activation)
    if desk.duty is not None:
        shown = HousingRequest.objects.within(desk.duty)
    kept = set(shown.values_list("pk", flat=True).filter(pk__in=[one.pk for one in requests]))
    return {request.reference: request for request in requests if request.pk in kept}


def _who(request: HousingRequest) -> WhoWaits:
    return WhoWaits(
        reference=request.reference,
        url=request.get_absolute_url(),
        place_of_work=request.place_of_work,
        check_in=request.check_in,
        check_out=request.check_out,
        people=request.people,
    )


def _draft_row(request: HousingRequest, offer: HousingOffer, draft: Draft) -> DraftRow:
    address = request.activation.address
    return DraftRow(
        who=_who(request),
        home=offer.reference,
        home_url=reverse("emergency:offer", args=[address, offer.public_id]),
        commune=offer.locality.name,
        kind=offer.get_kind_display(),
        ask_url=reverse(
            "emergency:request-ask", args=[address, request.public_id, offer.public_id]
        ),
        reasons=_reasons(request, draft),
    )


def _reasons(request: HousingRequest, draft: Draft) -> list[str]:
    means = request.get_travel_mode_display().lower()
    said = [
        _("%(minutes)s minutes, %(means)s") % {"minutes": draft.minutes, "means": means},
        _("choice %(rank)s of %(fitting)s that fit")
        % {"rank": draft.rank, "fitting": draft.fitting},
    ]
    if draft.alternatives:
        others = ", ".join(one.supply for one in draft.alternatives)
        said.append(_("also fitting: %(others)s") % {"others": others})
    return said


def _why(unmatched: Unmatched) -> str:
    known = BLOCKING.get(unmatched.blocking)
    if known:
        return str(known)
    words = WHY_NOT.get(unmatched.blocking, "")
    return _("What stands in the way: %(words)s.") % {"words": words}


def _helps(unmatched: Unmatched) -> list[str]:
    return [_help(one) for one in unmatched.relaxations]


def _help(one: Relaxation) -> str:
    homes = ngettext("%(number)s home", "%(number)s homes", one.homes) % {"number": one.homes}
    if one.constraint == Hard.TRAVEL:
        words = _("%(to)s minutes instead of %(wanted)s: %(homes)s")
        return words % {"to": one.to, "wanted": one.wanted, "homes": homes}
    if one.constraint == Hard.NIGHTS:
        words = _("%(to)s nights instead of %(wanted)s: %(homes)s")
        return words % {"to": one.to, "wanted": one.wanted, "homes": homes}
    eased = {
        Hard.WHOLE_PLACE: _("a shared home: %(homes)s"),
        Hard.HOUSEHOLD: _("another household: %(homes)s"),
        Hard.PETS: _("without the animal: %(homes)s"),
        Hard.SMOKING: _("without smoking: %(homes)s"),
    }
    return eased[one.constraint] % {"homes": homes}


def _envies(outcome: Outcome, mine: dict[str, HousingRequest]) -> int:
    return sum(envy.demand in mine for envy in outcome.envies)
