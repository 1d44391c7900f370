"""The whole life of an emergency, as hypothesis would live it: through the real actions only."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from core.values.dates import DateRange
from emergency.activations.actions import activations
from emergency.activations.choices import Side
from emergency.activations.states.activations import ActivationState
from emergency.activations.states.switching import SwitchChange
from emergency.housing.actions import (
    extensions,
    offers,
    placements,
    proposals,
    requests,
    reveals,
    suspensions,
    verification,
)
from emergency.housing.actions.reveals import Revealed
from emergency.housing.states.offers import AccessMode, OfferState
from emergency.housing.states.proposals import PlacementState, ProposalState, Refusal
from emergency.housing.states.requests import RequestState
from emergency.intake.models.parties import Party
from emergency.standby.actions import lending
from hosting.calendars.actions.holds import hold_nights
from tests.emergency.life.actions import (
    BACK_IN_THE_QUEUE,
    ENDINGS,
    OFFER_DEEDS,
    REQUEST_DEEDS,
    deeds_of_parties,
    party,
    sides,
)
from tests.emergency.life.going import WHICH, fits
from tests.emergency.life.worrying import Worrying
from tests.factories.emergency import switch

TO_THE_END = (SwitchChange.END, SwitchChange.REOPEN, SwitchChange.CLOSE)
TO_VERIFY = {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}


class Arriving(Worrying):
    """What comes in, until a host is asked."""

    # What comes in

    @rule(caller=WHICH, starts=st.integers(0, 4), nights=st.integers(1, 9), typed=st.booleans())
    def somebody_needs_a_roof(self, caller, starts, nights, typed):
        self.needs_a_roof(caller, starts, nights, typed)

    @rule(caller=WHICH, starts=st.integers(-1, 2), nights=st.integers(5, 40), typed=st.booleans())
    def somebody_lends_a_home(self, caller, starts, nights, typed):
        self.lends_a_home(caller, starts, nights, typed)

    @rule(which=WHICH)
    def lends_what_hosting_knows(self, which):
        unit = self._one(self.world.units, which)
        offer = self._try(
            lending.lend_unit,
            activation=self.scene.activation,
            unit=unit,
            dates=DateRange(self._today(), self._today() + timedelta(days=30)),
            access_mode=AccessMode.KEY_BOX,
            access_hours="",
            key=uuid4(),
            by=unit.stay.host,
        )
        if offer:
            self.ledger.received.add(offer.submission_id)

    @rule(which=WHICH, days=st.integers(0, 9))
    def hosting_agrees_with_somebody_else(self, which, days):
        first = self._today() + timedelta(days=days)
        dates = DateRange(first, first + timedelta(days=2))
        self._try(hold_nights, unit=self._one(self.world.units, which), dates=dates)

    # Until a host is asked

    @precondition(lambda self: self._in(self.scene.requests, TO_VERIFY))
    @rule(which=WHICH, way=st.sampled_from(("roster", "card", "code")))
    def is_verified(self, which, way):
        row = self._one(self._in(self.scene.requests, TO_VERIFY), which)
        if way == "roster":
            self._try(verification.verify_by_roster, request=row, by=self.world.first)
        elif way == "card":
            for by in self.world.coordinators:
                self._try(verification.see_card, request=row, by=by)
        else:
            self._by_code(row, party(row, Side.REQUESTER))

    @precondition(lambda self: self._in(self.scene.offers, {"submitted", "checking"}))
    @rule(which=WHICH, level=st.integers(0, 3))
    def home_is_checked(self, which, level):
        row = self._one(self._in(self.scene.offers, {"submitted", "checking"}), which)
        self._try(offers.begin_check, offer=row, by=self.world.first)
        self._try(offers.pass_check, offer=row, level=level, by=self.world.second)

    @precondition(lambda self: self.scene.requests and self.scene.offers)
    @rule(which=WHICH, other=WHICH)
    def host_is_asked(self, which, other):
        """Mostly for somebody who looks, of a home that fits; sometimes of any, for anybody."""
        looking = self._in(self.scene.requests, {RequestState.MATCHING, RequestState.PROPOSED})
        row = self._one(looking if looking and which % 4 else self.scene.requests, which)
        live = self._in(self.scene.offers, {OfferState.LIVE})
        fitting = [offer for offer in live if fits(row, offer)]
        offer = self._one(fitting if fitting and other % 4 else self.scene.offers, other)
        by, despite = self._coordinator(which), "" if other % 5 == 4 else "They have a car"
        ask = self._try(proposals.ask_host, request=row, offer=offer, by=by, despite=despite)
        if ask:
            assert offer.is_fresh, "F1 a host was asked who had said nothing lately"


class Life(Arriving):
    """From the answers to the last day."""

    # Answers

    @precondition(lambda self: self._in(self.scene.asks, {ProposalState.ASKED}))
    @rule(which=WHICH, refusal=st.sampled_from(("", "", "", *Refusal)))
    def host_answers(self, which, refusal):
        ask = self._one(self._in(self.scene.asks, {ProposalState.ASKED}), which)
        by = ask.offer.host or party(ask.offer, Side.HOST)
        if refusal:
            self._try(proposals.decline_as_host, proposal=ask, refusal=refusal, by=by)
        else:
            self._try(proposals.accept_as_host, proposal=ask, full_name="Dominique", by=by)

    @precondition(lambda self: self.scene.open_asks)
    @rule(which=WHICH, refusal=st.sampled_from(("", "", "", *Refusal)))
    def requester_answers(self, which, refusal):
        offered = self._in(self.scene.asks, {ProposalState.OFFERED})
        ask = self._one(offered or self.scene.open_asks, which)
        by = party(ask.request, Side.REQUESTER)
        if refusal:
            self._try(proposals.decline_as_requester, proposal=ask, refusal=refusal, by=by)
            return
        say_yes, was_fresh = placements.accept_as_requester, ask.offer.is_fresh
        if self._try(say_yes, proposal=ask, full_name="Camille", by=by):
            assert was_fresh, "I8 a stay in a home that nobody confirmed"
            assert verification.is_verified(ask.request), "I8 a stay of somebody unverified"

    @precondition(lambda self: self.scene.open_asks)
    @rule(which=WHICH)
    def ask_is_taken_back(self, which):
        ask = self._one(self.scene.open_asks, which)
        self._try(proposals.withdraw_proposal, proposal=ask, by=self._coordinator(which))

    # A stay

    @precondition(lambda self: self._in(self.scene.stays, {PlacementState.CONFIRMED}))
    @rule(which=WHICH)
    def somebody_arrives(self, which):
        stay = self._one(self._in(self.scene.stays, {PlacementState.CONFIRMED}), which)
        by = self._one(sides(stay.request, Side.REQUESTER, self.world.coordinators), which)
        self._try(placements.check_in, placement=stay, by=by)

    @precondition(lambda self: self.scene.live_stays)
    @rule(which=WHICH, how=st.sampled_from(tuple(ENDINGS)))
    def stay_is_over(self, which, how):
        stay = self._one(self.scene.live_stays, which)
        urgency, by = stay.request.urgency, self._coordinator(which)
        if self._try(ENDINGS[how], placement=stay, reason="So it is", by=by):
            self._look()
            after = next(row for row in self.scene.requests if row.pk == stay.request_id)
            if how in BACK_IN_THE_QUEUE:
                assert after.state == RequestState.MATCHING, "I11 not back in the queue"
                assert after.urgency >= urgency, "I11 further behind than before"

    @precondition(lambda self: self.scene.stays)
    @rule(which=WHICH)
    def both_sides_read(self, which):
        """I3: what isn't signed, or is over, is refused; the code waits for its day."""
        stay = self._one(self.scene.stays, which)
        for read, by in (
            (reveals.reveal_home, party(stay.request, Side.REQUESTER)),
            (reveals.reveal_guest, party(stay.offer, Side.HOST)),
        ):
            seen = self._try(read, placement=stay, by=by)
            assert (seen is None) == (not stay.agreement.is_signed or not stay.is_live), "I3"
            if seen:
                self.ledger.read += 1 + (read is reveals.reveal_home and stay.shows_contact)
                early = (seen.phone, seen.email, seen.access_code, seen.floor, seen.bell)
                assert stay.shows_contact or not any(early), "I3 a day too early"

    @precondition(lambda self: self.scene.live_stays)
    @rule(which=WHICH, nights=st.integers(1, 6), answer=st.sampled_from((True, True, False, None)))
    def stay_lasts_longer(self, which, nights, answer):
        """The requester asks for more nights; the host says yes, no, or nothing for a while."""
        stay = self._one(self.scene.live_stays, which)
        asked = self._try(
            extensions.ask_longer,
            placement=stay,
            check_out=stay.check_out + timedelta(days=nights),
            full_name="Camille",
            by=party(stay.request, Side.REQUESTER),
        )
        by = stay.offer.host or party(stay.offer, Side.HOST)
        if asked and answer:
            self._try(extensions.agree_longer, extension=asked, full_name="Dominique", by=by)
        elif asked and answer is False:
            self._try(extensions.refuse_longer, extension=asked, by=by)

    @precondition(lambda self: self.scene.suspensions)
    @rule(which=WHICH, action=st.sampled_from((suspensions.lift, suspensions.uphold)))
    def suspension_is_looked_at_again(self, which, action):
        row = self._one(self.scene.suspensions, which)
        by = row.offer.host or party(row.offer, Side.HOST)
        self._try(suspensions.appeal, suspension=row, words="It was not so", by=by)
        self._try(action, suspension=row, reason="Heard", by=self._coordinator(which))

    # Whatever somebody presses

    @precondition(lambda self: self.scene.requests)
    @rule(which=WHICH, who=WHICH, action=st.sampled_from(tuple(REQUEST_DEEDS)))
    def anything_about_a_request(self, which, who, action):
        """No roof is found mostly for somebody who looks: few lives would reach it otherwise."""
        looking = self._in(self.scene.requests, {RequestState.MATCHING})
        is_likely = action == "unmet" and looking and which % 4
        row = self._one(looking if is_likely else self.scene.requests, which)
        by = self._one(sides(row, Side.REQUESTER, self.world.coordinators), who)
        came_to = self._try(REQUEST_DEEDS[action], row, by)
        self.ledger.read += isinstance(came_to, Revealed)  # who calls reads the number

    @precondition(lambda self: len(self.scene.requests) > 1)
    @rule(which=WHICH, other=WHICH)
    def two_are_one(self, which, other):
        row, first = self._one(self.scene.requests, which), self._one(self.scene.requests, other)
        by = self.world.first
        self._try(requests.mark_duplicate, request=row, first=first, by=by)

    @precondition(lambda self: self.scene.offers)
    @rule(which=WHICH, who=WHICH, action=st.sampled_from(tuple(OFFER_DEEDS)))
    def anything_about_a_home(self, which, who, action):
        asked = {ask.offer_id for ask in self.scene.open_asks}
        asked_homes = [offer for offer in self.scene.offers if offer.pk in asked]
        row = self._one(asked_homes if asked_homes and which % 2 else self.scene.offers, which)
        by = self._one(sides(row, Side.HOST, self.world.coordinators), who)
        living = {stay.pk for stay in self.scene.live_stays}
        done = self._try(OFFER_DEEDS[action], row, by)
        if done and action in {"pause", "withdraw", "suspend"}:
            self._look()
            asked = [ask for ask in self.scene.open_asks if ask.offer_id == row.pk]
            assert asked == [], "I12 asks stand at a home that is gone"
            assert {stay.pk for stay in self.scene.live_stays} == living, "I12 a roof was taken"

    @precondition(lambda self: self.scene.open_asks or self.scene.stays)
    @rule(which=WHICH)
    def stranger_tries_everything(self, which):
        """The link of one submission opens nothing of another."""
        row = self._one([*self.scene.open_asks, *self.scene.stays], which)
        others = [
            slip
            for slip in self.scene.submissions
            if slip.pk not in {row.request.submission_id, row.offer.submission_id}
        ]
        if not others:
            return
        by = Party(self._one(others, which), list(Side)[1 + which % 2])
        for action, words in deeds_of_parties(row):
            with pytest.raises(PermissionDenied):
                action(**words, by=by)

    # The clock and the end

    @rule(hours=st.sampled_from((1, 4, 12, 24, 72, 200)))
    def time_passes(self, hours):
        self.lets_time_pass(hours)

    @precondition(lambda self: self.scene.stays)
    @rule(change=st.sampled_from((*TO_THE_END, None)))
    def emergency_goes_to_its_end(self, change):
        """Decided anew, ended, reopened or closed: only after somebody had a roof."""
        activation, by = self.scene.activation, self.world.ruler
        if change == SwitchChange.CLOSE and activation.state == ActivationState.WINDING_DOWN:
            for row in self.scene.requests:  # nobody is left without a word
                self._try(REQUEST_DEEDS["refer"], row, self.world.first)
        if change:
            self._try(switch, activation, change, by=by)
        else:
            later = activation.today() + timedelta(days=20)
            self._try(activations.renew_activation, activation=activation, review_on=later, by=by)
