"""Asks and stays as each side sees them; nothing here names anybody or any street."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import DateRange
from emergency.enums import CONFIRMABLE, OPEN_ASKS, Door, PlacementState, ProposalState
from emergency.models import HousingOffer, HousingRequest, Placement, Proposal, Submission
from emergency.queries.market import minutes_to_work


@dataclass(frozen=True, slots=True)
class Deed:
    """One press. With `asks` it needs words first, and `asks` names them."""

    label: str
    url: str
    kind: str = "second"
    asks: str = ""


@dataclass(frozen=True, slots=True)
class HostAsk:
    """What a host reads before a yes: days, people, what matters for the home; no trade."""

    proposal: Proposal
    people: int
    needs: list[str]
    yes_url: str
    no_url: str  # nothing where the ask ran out: silence was an answer already

    @property
    def is_late(self) -> bool:
        """The window is over, and a yes still counts."""
        return not self.proposal.is_open


@dataclass(frozen=True, slots=True)
class HomeOffered:
    """What a requester reads before a yes: the zone, never the street."""

    proposal: Proposal
    commune: str
    minutes: int | None
    offer: HousingOffer
    yes_url: str
    no_url: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A placement, with what this reader may do about it."""

    placement: Placement
    dates: DateRange
    deeds: list[Deed]
    read_url: str = ""
    closes_at: datetime | None = None


def asks_of_host(submission: Submission, offer: HousingOffer) -> list[HostAsk]:
    """Those that wait, then those that ran out while the person still looks."""
    waiting = offer.proposals.filter(state=ProposalState.ASKED).select_related("request")
    late: list[Proposal] = []
    if offer.state in CONFIRMABLE:
        missed = offer.proposals.still_wanted().select_related("request")
        late = list({ask.request_id: ask for ask in missed}.values())  # asked twice, shown once
    return [_host_ask(submission, ask) for ask in (*waiting, *late)]


def homes_offered(submission: Submission, request: HousingRequest) -> list[HomeOffered]:
    offered = request.proposals.filter(state=ProposalState.OFFERED)
    rows = offered.select_related("offer__locality", "offer__submission")
    return [
        HomeOffered(
            proposal=one,
            commune=one.offer.locality.name,
            minutes=minutes_to_work(request, one.offer),
            offer=one.offer,
            yes_url=_ask_url(submission, one, "yes"),
            no_url=_ask_url(submission, one, "no"),
        )
        for one in rows
    ]


def stays_by_link(submission: Submission, subject: HousingRequest | HousingOffer) -> list[Stay]:
    """Those that run, and those that ended lately, for the bearer of the link."""
    placements = subject.placements.select_related("activation").order_by("-pk")[:5]
    return [
        Stay(
            placement=one,
            dates=DateRange(one.check_in, one.check_out),
            deeds=_deeds_by_link(submission, one),
            read_url="" if one.is_long_over else _stay_url(submission, one, "read"),
        )
        for one in placements
    ]


def stay_on_desk(request: HousingRequest) -> Stay | None:
    """The newest one, with what a coordinator may do about it."""
    placement = request.placements.select_related("activation").order_by("-pk").first()
    if placement is None:
        return None
    return Stay(
        placement=placement,
        dates=DateRange(placement.check_in, placement.check_out),
        deeds=_deeds_on_desk(request, placement),
    )


def asks_on_desk(request: HousingRequest) -> list[Proposal]:
    asks = request.proposals.filter(state__in=OPEN_ASKS)
    return list(asks.select_related("offer__submission", "offer__locality"))


def _host_ask(submission: Submission, ask: Proposal) -> HostAsk:
    return HostAsk(
        proposal=ask,
        people=ask.request.people,
        needs=_needs_for_host(ask.request),
        yes_url=_ask_url(submission, ask, "yes"),
        no_url=_ask_url(submission, ask, "no") if ask.is_open else "",
    )


def _needs_for_host(request: HousingRequest) -> list[str]:
    said = {
        _("with children"): request.with_minors,
        _("with an animal"): request.pets,
        _("needs a place without a step"): request.step_free,
    }
    return [words for words, is_so in said.items() if is_so]


def _deeds_by_link(submission: Submission, placement: Placement) -> list[Deed]:
    def url(deed: str) -> str:
        return _stay_url(submission, placement, deed)

    if placement.state == PlacementState.CONFIRMED:
        arrived = Deed(_("Arrived"), url("arrived"), kind="")
        call_off = Deed(pgettext("emergency", "Call it off"), url("call-off"), asks=_("Why"))
        return [arrived, call_off] if placement.has_begun else [call_off]
    if placement.state == PlacementState.CHECKED_IN:
        is_guest = submission.door == Door.ROOF
        afterwards = _("Where I go afterwards") if is_guest else _("Where they go afterwards")
        return [
            Deed(_("All is well"), url("well"), kind=""),
            Deed(afterwards, url("afterwards"), asks=_("Where to")),
            Deed(_("It can’t go on"), url("break-off"), asks=_("What happened")),
        ]
    return []


def _deeds_on_desk(request: HousingRequest, placement: Placement) -> list[Deed]:
    def url(deed: str) -> str:
        parts = [request.activation.address, request.public_id, placement.public_id, deed]
        return reverse("emergency:stay-step", args=parts)

    if placement.state == PlacementState.CONFIRMED:
        call_off = Deed(pgettext("emergency", "Call it off"), url("call-off"), asks=_("Why"))
        if not placement.has_begun:
            return [call_off]
        return [
            Deed(_("They have arrived"), url("arrived"), kind=""),
            call_off,
            Deed(_("They never came"), url("no-show"), asks=_("Who said so, and what next")),
        ]
    if placement.state == PlacementState.CHECKED_IN:
        return [
            Deed(_("I asked how it goes"), url("asked"), asks=_("What they said")),
            Deed(_("Where they go afterwards"), url("afterwards"), asks=_("Where to")),
            Deed(_("The stay is over"), url("end"), asks=_("Where they go now")),
            Deed(_("It broke off"), url("break-off"), asks=_("What happened")),
        ]
    return []


def _ask_url(submission: Submission, ask: Proposal, answer: str) -> str:
    return reverse(f"emergency:ask-{answer}", args=[submission.token, ask.public_id])


def _stay_url(submission: Submission, placement: Placement, deed: str) -> str:
    return reverse("emergency:own-stay", args=[submission.token, placement.public_id, deed])
