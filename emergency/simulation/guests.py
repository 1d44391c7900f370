"""People who need a roof: they ask, prove who they are, answer, arrive, and sometimes don't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Final

from commons.mail.models import Letter
from emergency.housing.actions.placements import break_down, check_in
from emergency.housing.actions.requests import withdraw
from emergency.housing.actions.reveals import reveal_home
from emergency.housing.actions.verification import (
    CODE_ALPHABET,
    CODE_LENGTH,
    enter_work_code,
    send_work_code,
)
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import PlacementState, ProposalState
from emergency.housing.states.requests import RequestState
from emergency.intake.choices import IntakeType
from emergency.intake.periodic import process_waiting_submissions
from emergency.matching.market import Demand
from emergency.simulation import site_actions
from emergency.simulation.event_loop import AT_ONCE, ZONE, EventLoop
from emergency.simulation.fixtures import Fixtures
from emergency.simulation.form_data import as_in_life, request_words
from emergency.simulation.replay import DECISION_SPREAD, DECLINES, MIDDLE_DECISION

COME_WITHIN: Final = 72  # hours
BY_TELEPHONE, WITHDRAWS, NEVER_COMES, BREAKS = 0.1, 0.03, 0.02, 0.04
ARRIVAL: Final = time(16)
DIGITS: Final = re.compile(rf"\b[{CODE_ALPHABET}]{{{CODE_LENGTH}}}\b")


class Guests:
    """Each known by the submission of their request."""

    def __init__(
        self, loop: EventLoop, fixtures: Fixtures, placed: Callable[[Placement], None]
    ) -> None:
        self.loop, self.fixtures, self._placed = loop, fixtures, placed
        self.callers: list[dict[str, Any]] = []  # on the line, until somebody types for them
        self.sent = 0

    def come(self, demands: Iterable[Demand]) -> None:
        """Day and night, for three days."""
        for number, demand in enumerate(demands):
            wait = timedelta(hours=self.loop.chance.uniform(0, COME_WITHIN))
            self.loop.after(wait, partial(self._ask, number, demand))

    def prove(self, request: HousingRequest) -> None:
        """With a code that goes to the address at work: read there, typed here."""
        self.loop.at(self.loop.by_day(0.5), partial(self._get_code, request.pk))

    def hear_offer(self, proposal: Proposal) -> None:
        """A home is there for them: they answer soon."""
        moment = self.loop.by_day(MIDDLE_DECISION, DECISION_SPREAD)
        self.loop.at(moment, partial(self._answer, proposal.pk))

    def _ask(self, number: int, demand: Demand) -> None:
        loop = self.loop
        words = request_words(demand, number, fixtures=self.fixtures, chance=loop.chance)
        words |= as_in_life(demand, today=loop.local.date(), chance=loop.chance)
        self.sent += 1
        if loop.happens(BY_TELEPHONE):
            self.callers.append(words)
            return
        site_actions.send(self.fixtures, IntakeType.REQUEST, words, loop.new_key())
        loop.after(AT_ONCE, process_waiting_submissions)
        if loop.happens(WITHDRAWS):
            phone = words["phone"]
            loop.after(timedelta(hours=30), partial(self._withdraw, phone))

    def _withdraw(self, phone: str) -> None:
        waiting = HousingRequest.objects.filter(contact__phone=phone).first()
        if waiting is not None and waiting.state in {
            RequestState.SUBMITTED,
            RequestState.VERIFYING,
            RequestState.MATCHING,
            RequestState.PROPOSED,
        }:
            withdraw(request=waiting, by=site_actions.guest_of(waiting))

    def _get_code(self, pk: int) -> None:
        request = HousingRequest.objects.select_related("submission").get(pk=pk)
        if request.state != RequestState.VERIFYING:
            return
        address, me = f"work-{pk}@hospital.example", site_actions.guest_of(request)
        send_work_code(request=request, address=address, by=me)
        letter = Letter.objects.filter(address=address).latest("pk")
        [digits] = DIGITS.findall(letter.text)[:1]
        typed = partial(enter_work_code, request=request, digits=digits, by=me)
        self.loop.after(timedelta(minutes=8), typed)

    def _answer(self, pk: int) -> None:
        proposal = site_actions.proposal_of(pk)
        if proposal.state != ProposalState.OFFERED:
            return
        if self.loop.happens(DECLINES):
            site_actions.guest_declines(proposal)
        elif placement := site_actions.guest_agrees(proposal):
            self._placed(placement)
            self._plan_stay(placement)

    def _plan_stay(self, placement: Placement) -> None:
        loop, me = self.loop, site_actions.guest_of(placement.request)
        loop.after(timedelta(minutes=10), partial(reveal_home, placement=placement, by=me))
        if loop.happens(NEVER_COMES):
            return
        arrival = datetime.combine(placement.check_in, ARRIVAL, tzinfo=ZONE)
        arrival = max(arrival, loop.now + timedelta(hours=2))
        loop.at(arrival - timedelta(hours=1), partial(self._look_where, placement))
        loop.at(arrival, partial(self._arrive, placement))
        if loop.happens(BREAKS):
            nights = (placement.check_out - placement.check_in).days
            moment = arrival + timedelta(days=loop.chance.randrange(max(nights - 1, 1)), hours=5)
            loop.at(moment, partial(self._leave, placement))

    def _look_where(self, placement: Placement) -> None:
        """On the way, with the code of the key box."""
        placement = Placement.objects.select_related("activation").get(pk=placement.pk)
        if placement.is_live:
            reveal_home(placement=placement, by=site_actions.guest_of(placement.request))

    def _arrive(self, placement: Placement) -> None:
        placement.refresh_from_db()
        if placement.state == PlacementState.CONFIRMED:
            by = site_actions.guest_of(placement.request)
            check_in(placement=placement, by=by)

    def _leave(self, placement: Placement) -> None:
        placement.refresh_from_db()
        if placement.state == PlacementState.CHECKED_IN:
            by = site_actions.guest_of(placement.request)
            break_down(placement=placement, reason="Rehearsal: it can’t go on", by=by)
