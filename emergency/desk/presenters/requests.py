"""One request as its coordinator sees it: a card without a name, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.values.countdown import Countdown
from emergency.activations.choices import Noun
from emergency.activations.models.events import Event
from emergency.desk.presenters.calls import CallBackTime, call_back_times
from emergency.desk.presenters.desk import next_in_words, similar_requests, state_in_words
from emergency.desk.presenters.patterns import signs_about
from emergency.housing.models.alerts import Alert
from emergency.housing.models.calls import LINE_HELD_FOR, RequestCall
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import Verification
from emergency.housing.presenters.descriptions import needs_of
from emergency.housing.presenters.homes import Home, homes_for, unready_homes, why_none
from emergency.housing.presenters.stays import Stay, asks_on_desk, stay_on_desk
from emergency.housing.selectors.verification import TO_PROVE, on_roster, second_witnesses
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.requests import LOOKING, REQUEST_TRANSITIONS, NextAction, RequestState

MOST_CALLS: Final = 10


@dataclass(frozen=True, slots=True)
class RequestPage:
    request: HousingRequest
    needs: list[str]
    alike: list[HousingRequest]
    history: list[Event]
    steps: frozenset[str]
    is_mine: bool
    verifications: list[Verification]
    is_on_roster: bool
    asks: list[Proposal]
    stay: Stay | None
    alerts: list[Alert]
    fitting: list[Home]
    nearly: list[Home]
    unready: list[Home]  # would fit after a check or a call, where none fits now
    looked_at: int  # homes, where none fits or almost does
    left_out: list[str]  # why these don't, in groups
    signs: list[str]
    calls: list[RequestCall]
    is_calling: bool
    card: Verification | None  # seen by one, and waiting for the second
    colleagues: list[str]  # who may be the second
    has_seen_card: bool
    call_back_times: list[CallBackTime]

    @property
    def clock(self) -> Countdown | None:
        ends = [ask.expires_at for ask in self.asks if ask.is_open and ask.expires_at]
        return self.request.clock_until(min(ends, default=None))

    @property
    def is_tonight(self) -> bool:
        """Nowhere to sleep tonight: the queue shows them first."""
        return self.request.is_without_roof_tonight(self.request.activation.today())

    @property
    def can_see_card(self) -> bool:
        """Not once more by who has seen it."""
        return self.can_verify and not self.has_seen_card

    @property
    def has_host_signed(self) -> bool:
        return any(ask.state == ProposalState.OFFERED for ask in self.asks)

    @property
    def state_in_words(self) -> str:
        return state_in_words(self.request, has_host_signed=self.has_host_signed)

    @property
    def next_in_words(self) -> str:
        return next_in_words(self.request, has_host_signed=self.has_host_signed)

    @property
    def is_outcome_public(self) -> bool:
        """Their page shows it to them; otherwise it is a note of the coordination."""
        return self.request.state in {RequestState.NEEDS_INFO, RequestState.INELIGIBLE}

    @property
    def calls_first(self) -> bool:
        """Nobody has reached them yet: the one filled button of the page."""
        waits = self.request.is_open and self.request.next_action == NextAction.CALL
        return waits and not self.is_calling

    @property
    def can_take(self) -> bool:
        return self.request.is_open and not self.is_mine

    @property
    def take_first(self) -> bool:
        """The one filled button of the page, unless a home can be asked or somebody has arrived."""
        arrives = self.stay is not None and any(not action.kind for action in self.stay.actions)
        asks = self.can_ask_host and bool(self.fitting)
        return not (arrives or asks or self.calls_first or self.is_calling)

    @property
    def cannot_get_in(self) -> bool:
        return any(alert.action == NextAction.ENTRY for alert in self.alerts)

    @property
    def waits_too_long(self) -> bool:
        return any(alert.action != NextAction.ENTRY for alert in self.alerts)

    @property
    def is_looking(self) -> bool:
        return self.request.state in LOOKING

    @property
    def can_verify(self) -> bool:
        return self.request.state in TO_PROVE

    @property
    def can_ask_host(self) -> bool:
        return self.is_looking

    @property
    def can_ask(self) -> bool:
        return RequestState.NEEDS_INFO in self.steps

    @property
    def can_go_on(self) -> bool:
        return RequestState.VERIFYING in self.steps and self.request.state != RequestState.SUBMITTED

    @property
    def can_refuse(self) -> bool:
        return RequestState.INELIGIBLE in self.steps

    @property
    def can_refer(self) -> bool:
        return RequestState.REFERRED in self.steps

    @property
    def can_leave_unmet(self) -> bool:
        return RequestState.UNMET in self.steps

    @property
    def can_withdraw(self) -> bool:
        return RequestState.WITHDRAWN in self.steps


def request_page(request: HousingRequest, viewer: Visitor) -> RequestPage:
    fitting, nearly = homes_for(request) if request.state in LOOKING else ([], [])
    unready = unready_homes(request) if request.state in LOOKING and not fitting else []
    known = {home.reference for home in unready}
    can_look = request.hospital is not None and request.nights_ahead is not None
    is_empty = request.state in LOOKING and can_look and not (fitting or nearly)
    looked_at, left_out = why_none(request) if is_empty else (0, [])
    calls = list(request.calls.select_related("by").order_by("-pk")[:MOST_CALLS])
    verifications = list(request.verifications.select_related("by", "second"))
    card = next((one for one in verifications if not one.is_whole), None)
    held_since = timezone.now() - LINE_HELD_FOR
    # Its own steps, each yes of a host, and each ask that a coordinator gave a reason for.
    own = Q(noun=Noun.REQUEST, number=request.pk)
    asks = request.proposals.values("pk")
    reported = Q(new=ProposalState.OFFERED) | Q(new=ProposalState.ASKED) & ~Q(reason="")
    of_asks = Q(noun=Noun.PROPOSAL, number__in=asks) & reported
    return RequestPage(
        request=request,
        needs=needs_of(request),
        alike=similar_requests(request),
        history=list(Event.objects.filter(own | of_asks).select_related("person")),
        steps=REQUEST_TRANSITIONS.get(RequestState(request.state), frozenset()),
        is_mine=request.owner_id == viewer.pk,
        verifications=verifications,
        is_on_roster=on_roster(request, reader=viewer if viewer.is_authenticated else None),
        asks=asks_on_desk(request),
        stay=stay_on_desk(request),
        alerts=list(request.alerts.unseen()),
        fitting=fitting,
        nearly=[home for home in nearly if home.reference not in known],
        unready=unready,
        looked_at=looked_at,
        left_out=left_out,
        signs=signs_about(request),
        calls=[one for one in calls if one.outcome],
        is_calling=any(
            one.by_id == viewer.pk and not one.outcome and one.at > held_since for one in calls
        ),
        card=card,
        colleagues=second_witnesses(request, card.by) if card else [],
        has_seen_card=card is not None and _is_checked_beside(viewer, card),
        call_back_times=call_back_times(request.activation),
    )


def _is_checked_beside(viewer: Visitor, card: Verification) -> bool:
    """Whether this viewer has seen the card, or isn't independent of who did."""
    duties = card.request.activation.duties
    return isinstance(viewer, User) and card.by_id in duties.not_independent_of(viewer)
