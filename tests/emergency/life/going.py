"""How a life goes when nothing is in its way: the next step of somebody, so that all is reached."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from emergency.activations.choices import Side
from emergency.housing.actions import calls, offers, placements, proposals, requests, verification
from emergency.housing.actions.suitability import what_does_not_fit
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.states.offers import AccessMode, HostHousehold, PlaceKind
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.requests import Household, RequestState, Situation, TravelMode
from emergency.intake.choices import IntakeType
from tests.emergency.life import straying
from tests.emergency.life.actions import party
from tests.emergency.life.living import Living

WHICH = st.integers(0, 59)


def fits(request, offer):
    nights = request.nights_ahead
    return nights is not None and not what_does_not_fit(request, offer, nights)


class Going(Living):
    """Hypothesis leaves rules out at times: this one alone leads from the door to the end."""

    @rule(which=WHICH, steps=st.integers(1, 5))
    def somebody_goes_on(self, which, steps):
        for _step in range(steps):
            row = self._one(self.scene.requests, which) if self.scene.requests else None
            if row is None or not row.is_open:
                self.needs_a_roof(which, starts=which % 3, nights=1 + which % 9, typed=True)
            else:
                NEXT[row.state](self, row)
            self.everything_holds()

    def needs_a_roof(self, caller, starts, nights, typed):
        first = self._today() + timedelta(days=starts)
        words = self._reach(caller) | {
            "category": self.world.category.pk,
            "hospital": self.world.hospital.pk,
            "check_in": first.isoformat(),
            "check_out": (first + timedelta(days=nights)).isoformat(),
            "people": 1 + caller % 3,
            "pets": caller % 7 == 6,
            "household": list(Household)[caller % 3],
            "situation": list(Situation)[caller % 4],
            "travel_mode": TravelMode.BIKE,
        }
        self._receive(IntakeType.REQUEST, words, typed)

    def lends_a_home(self, caller, starts, nights, typed):
        first = self._today() + timedelta(days=starts)
        shared = caller % 3 == 0
        words = self._reach(caller) | {
            "locality": self.world.locality.pk,
            "address": "7 Canary Lane",
            "kind": PlaceKind.SHARED if shared else PlaceKind.WHOLE,
            "household": HostHousehold.WOMEN if shared else HostHousehold.NONE,
            "check_in": first.isoformat(),
            "check_out": (first + timedelta(days=nights)).isoformat(),
            "sleeps": 1 + caller % 4,
            "takes_pets": caller % 2 == 0,
            "access_mode": AccessMode.IN_PERSON if caller % 5 == 0 else AccessMode.KEY_BOX,
            "access_hours": "" if caller % 10 == 0 else "17-20",
        }
        self._receive(IntakeType.OFFER, words, typed)

    def _be_called(self, row):
        by = self.world.coordinators[row.pk % 2]
        self._try(requests.take_on, request=row, by=by)
        self._try(calls.record_request_call, request=row, outcome=RequestCallOutcome.REACHED, by=by)

    def _be_verified(self, row):
        """By a code from work or the card that two have seen; sometimes only after a question."""
        if len(self.scene.events) % 7 == 6 and row.state == RequestState.VERIFYING:
            by = self.world.second
            self._try(requests.mark_ineligible, request=row, reason="Not from here", by=by)
        elif row.pk % 3 == 0 and row.state == RequestState.VERIFYING:
            by = self.world.first
            self._try(requests.ask_for_more, request=row, reason="Which ward?", by=by)
        elif row.pk % 2:
            self._by_code(row, party(row, Side.REQUESTER))
        else:
            for by in self.world.coordinators:
                self._try(verification.see_card, request=row, by=by)

    def _look_for_a_home(self, row):
        """One that fits, where there is one; else somebody lends a large one."""
        fitting = [one for one in self.scene.offers if one.is_fresh and fits(row, one)]
        if fitting:
            by, offer = self.world.first, fitting[row.pk % len(fitting)]
            despite = "They have a car"
            self._try(proposals.ask_host, request=row, offer=offer, by=by, despite=despite)
            return
        self.lends_a_home(caller=47, starts=-1, nights=40, typed=True)
        self._look()
        home = self.scene.offers[-1]
        self._try(offers.begin_check, offer=home, by=self.world.first)
        if not straying.home_is_refused(self, home):
            self._try(offers.pass_check, offer=home, level=2, by=self.world.first)

    def _answer(self, row):
        ask = next(ask for ask in self.scene.open_asks if ask.request_id == row.pk)
        if len(self.scene.events) % 9 == 8:
            self.lets_time_pass(12)  # nobody says anything
        elif ask.state == ProposalState.ASKED:
            by = ask.offer.host or party(ask.offer, Side.HOST)
            self._try(proposals.accept_as_host, proposal=ask, full_name="Dominique", by=by)
        else:
            say_yes, by = placements.accept_as_requester, party(row, Side.REQUESTER)
            self._try(say_yes, proposal=ask, full_name="Camille", by=by)

    def _arrive(self, row):
        """On the first day, and not before."""
        stay = self._stay_of(row)
        if not stay.has_begun:
            self.lets_time_pass(24 * (stay.check_in - self._today()).days)
            self._look()
            stay = next((one for one in self.scene.live_stays if one.pk == stay.pk), None)
        if stay and not straying.instead_of_arriving(self, stay):
            self._try(placements.check_in, placement=stay, by=self.world.first)

    def _leave(self, row):
        end, stay = placements.end_stay, self._stay_of(row)
        straying.before_leaving(self, stay)
        self._try(end, placement=stay, reason="Home again", by=self.world.first)

    def _stay_of(self, row):
        return next(stay for stay in self.scene.live_stays if stay.request_id == row.pk)


NEXT = {
    RequestState.SUBMITTED: Going._be_called,
    RequestState.VERIFYING: Going._be_verified,
    RequestState.NEEDS_INFO: Going._be_verified,
    RequestState.MATCHING: Going._look_for_a_home,
    RequestState.PROPOSED: Going._answer,
    RequestState.CONFIRMED: Going._arrive,
    RequestState.HOUSED: Going._leave,
}
