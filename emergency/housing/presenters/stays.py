"""Asks and stays as each side sees them; nothing here names anybody or any street."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core.values.dates import DateRange
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.descriptions import beds_in_words, beds_of_home, join_presences
from emergency.housing.states.offers import LISTED
from emergency.housing.states.proposals import (
    LIVE_PLACEMENTS,
    OPEN_ASKS,
    PlacementState,
    ProposalState,
)
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission

MOST_STAYS: Final = 5  # on one page


@dataclass(frozen=True, slots=True)
class StayAction:
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
    beds: str  # double beds and cots
    conditions: list[str]  # what the requester asked for, and the home holds to
    drives: bool  # the requester comes by car, so a home without a parking space says so
    yes_url: str
    no_url: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A placement, with what this reader may do about it."""

    placement: Placement
    dates: DateRange
    actions: list[StayAction]
    read_url: str = ""
    closed_at: datetime | None = None  # since when nothing of the other side is shown
    key: str = ""  # how it changes hands, for whoever comes


def asks_of_host(
    submission: Submission, offer: HousingOffer, waiting: list[Proposal]
) -> list[HostAsk]:
    """Those that wait, then those that ran out while the person still looks."""
    late: list[Proposal] = []
    if offer.state in LISTED:
        missed = offer.proposals.still_wanted().select_related("request")
        late = list({ask.request_id: ask for ask in missed}.values())  # asked twice, shown once
    return [
        HostAsk(
            proposal=ask,
            people=ask.request.people,
            needs=_needs_for_host(ask.request),
            yes_url=_ask_url(submission, ask, "yes"),
            no_url=_ask_url(submission, ask, "no") if ask.is_open else "",
        )
        for ask in (*waiting, *late)
    ]


def homes_offered(submission: Submission, request: HousingRequest) -> list[HomeOffered]:
    offered = request.proposals.filter(state=ProposalState.OFFERED)
    rows = offered.select_related("offer__locality", "offer__submission")
    # All of them hold: a home that breaks one is never offered.
    held = {
        _("your pet is welcome"): request.pets,
        _("step-free"): request.step_free,
        _("you may smoke indoors"): request.smokes,
    }
    conditions = [words for words, is_so in held.items() if is_so] + _avoided(request)
    return [
        HomeOffered(
            proposal=one,
            commune=one.offer.locality.name,
            minutes=one.minutes_to_work,
            offer=one.offer,
            beds=beds_of_home(one.offer),
            conditions=conditions,
            drives=request.drives,
            yes_url=_ask_url(submission, one, "yes"),
            no_url=_ask_url(submission, one, "no"),
        )
        for one in rows
    ]


def stays_by_link(submission: Submission, subject: HousingRequest | HousingOffer) -> list[Stay]:
    """Those that run, by their first night, then those that ended lately; at most `MOST_STAYS`."""
    is_live = Q(state__in=LIVE_PLACEMENTS)
    rows = subject.placements.select_related("activation", "offer")
    is_guest = submission.intake_type == IntakeType.REQUEST
    placements = rows.order_by(
        Case(When(is_live, then=0), default=1), Case(When(is_live, then="check_in")), "-pk"
    )[:MOST_STAYS]
    return [
        Stay(
            placement=one,
            dates=one.lived_dates,
            actions=_actions_by_link(submission, one),
            read_url=_stay_url(submission, one, "read") if one.is_live else "",
            closed_at=None if one.is_live else one.state_since,
            key=" · ".join(filter(None, (one.offer.key_for_guest, one.offer.access_hours)))
            if is_guest and one.is_live
            else "",
        )
        for one in placements
    ]


def stay_on_desk(request: HousingRequest) -> Stay | None:
    """The newest one, with what a coordinator may do about it."""
    home = ("offer__submission", "offer__activation", "offer__locality", "offer__host")
    rows = request.placements.select_related("activation", *home)
    placement = rows.order_by("-pk").first()
    if placement is None:
        return None
    return Stay(
        placement=placement,
        dates=placement.lived_dates,
        actions=_actions_on_desk(request, placement),
    )


def asks_on_desk(request: HousingRequest) -> list[Proposal]:
    asks = request.proposals.filter(state__in=OPEN_ASKS)
    return list(asks.select_related("offer__submission", "offer__locality"))


def _needs_for_host(request: HousingRequest) -> list[str]:
    conditions = {
        _("with children"): request.with_minors,
        _("with a pet"): request.pets,
        _("needs a step-free home"): request.step_free,
        _("smokes indoors"): request.smokes,
    }
    return [words for words, is_so in conditions.items() if is_so] + beds_in_words(request)


def guests_in_words(request: HousingRequest) -> list[str]:
    """Who comes, for the host: how many people, and what matters for the home; no trade."""
    people = ngettext("%(number)s person", "%(number)s people", request.people)
    return [people % {"number": request.people}, *_needs_for_host(request)]


def wishes_in_words(request: HousingRequest) -> list[str]:
    """What somebody asked for, as their own page repeats it."""
    return [*guests_in_words(request), *_avoided(request), request.get_travel_mode_display()]


def _avoided(request: HousingRequest) -> list[str]:
    if not request.avoids:
        return []
    return [_("without: %(things)s") % {"things": join_presences(request.avoids)}]


# Calling it off opens the request again: who needs no home any more has to withdraw it.
_WHY_OF_GUEST = gettext_lazy(
    "Why? We’ll look for another home for you. If you no longer need "
    "one, withdraw your request too."
)


def _actions_by_link(submission: Submission, placement: Placement) -> list[StayAction]:
    def url(action: str) -> str:
        return _stay_url(submission, placement, action)

    is_guest = submission.intake_type == IntakeType.REQUEST
    if placement.state == PlacementState.CONFIRMED:
        arrived = StayAction(_("Confirm arrival"), url("arrived"), kind="")
        asks = _WHY_OF_GUEST if is_guest else _("Reason")
        call_off = StayAction(
            pgettext("emergency", "Cancel the stay"), url("call-off"), asks=str(asks)
        )
        return [arrived, call_off] if placement.has_begun else [call_off]
    if placement.state == PlacementState.CHECKED_IN:
        afterwards = (
            _("Say where I’m going next") if is_guest else _("Record where the guest is going next")
        )
        left = _("Confirm my departure") if is_guest else _("Confirm my guest’s departure")
        asks = (
            _("Where I am now")
            if is_guest
            else _("When the guest left, and where they went if you know")
        )
        return [
            StayAction(_("Confirm that everything’s fine"), url("well"), kind=""),
            StayAction(afterwards, url("afterwards"), asks=_("Destination")),
            StayAction(left, url("left"), asks=asks),
            StayAction(_("End the stay early"), url("break-off"), asks=_("What happened")),
        ]
    return []


def _actions_on_desk(request: HousingRequest, placement: Placement) -> list[StayAction]:
    def url(action: str) -> str:
        parts = [request.activation.address, request.public_id, placement.public_id]
        return reverse(f"emergency:stay-step-{action}", args=parts)

    if placement.state == PlacementState.CONFIRMED:
        call_off = StayAction(
            pgettext("emergency", "Cancel the stay"), url("call-off"), asks=_("Reason")
        )
        if not placement.has_begun:
            return [call_off]
        return [
            StayAction(_("Confirm arrival"), url("arrived"), kind=""),
            call_off,
            StayAction(
                _("Record a no-show"),
                url("no-show"),
                asks=_("Who told you about the no-show, and what happens next"),
            ),
        ]
    if placement.state == PlacementState.CHECKED_IN:
        return [
            StayAction(_("Record how the stay is going"), url("asked"), asks=_("Answer received")),
            StayAction(
                _("Record where the guest is going next"), url("afterwards"), asks=_("Destination")
            ),
            StayAction(_("End the stay"), url("end"), asks=_("Where the guest is going now")),
            StayAction(
                _("Record that the stay ended early"), url("break-off"), asks=_("What happened")
            ),
        ]
    return []


def _ask_url(submission: Submission, ask: Proposal, answer: str) -> str:
    return reverse(f"emergency:proposal-{answer}", args=[submission.token, ask.public_id])


def _stay_url(submission: Submission, placement: Placement, action: str) -> str:
    return reverse(f"emergency:own-stay-{action}", args=[submission.token, placement.public_id])
