"""Coordinators: the real queue in its real order, one task after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Q

from emergency.activations.models.activations import Activation
from emergency.housing.actions.alerts import acknowledge
from emergency.housing.actions.calls import record_request_call
from emergency.housing.actions.placements import end_stay, record_no_show
from emergency.housing.actions.proposals import is_urgent_request
from emergency.housing.actions.requests import close_as_unmet, refer, take_on
from emergency.housing.actions.rosters import verify_listed
from emergency.housing.actions.verification import see_card
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.models.alerts import Alert
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterUpload
from emergency.housing.presenters.homes import homes_for
from emergency.housing.selectors.verification import on_roster
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import RequestState, Situation
from emergency.intake.choices import IntakeType
from emergency.simulation import site_actions
from emergency.simulation.draft_board import DraftBoard
from emergency.simulation.guests import Guests
from emergency.simulation.hosts import Hosts
from emergency.simulation.team import Task, Worker

LOOKS_AT: Final = 25  # requests on the first page of the queue
WITH_CODE = 2 / 3  # of those whom no list names; the others show a card
LIST_AGAIN: Final = timedelta(minutes=30)
IN_HAND: Final = (
    RequestState.SUBMITTED,
    RequestState.VERIFYING,
    RequestState.MATCHING,
)
PATIENCE: Final = timedelta(days=3)  # after the first night, before somebody says that it's no


class Coordinator(Worker):
    """Takes calls first, then the queue, then stays that end."""

    guests: Guests
    hosts: Hosts
    draft_board: DraftBoard
    asked_twice: set[int]
    _listed = datetime.min.replace(tzinfo=UTC)
    _ends = False  # no new request: whoever was left out is told

    def do_next_task(self) -> Task | None:
        if self.guests.callers:
            return self._type()
        activation = Activation.objects.get(pk=self.guests.fixtures.activation.pk)
        self._ends = not activation.takes_requests
        for request in self._queue():
            if task := self._handle(request):
                return task
        return self._end_a_stay() or self._second_ask()

    def _queue(self) -> list[HousingRequest]:
        due = Q(state__in=IN_HAND) | Q(next_action_at__lte=self.loop.now)
        rows = HousingRequest.objects.filter(due, activation=self.guests.fixtures.activation).open()
        related = rows.select_related("submission", "activation", "hospital", "category")
        return list(related.by_clock()[:LOOKS_AT])

    def _handle(self, request: HousingRequest) -> Task | None:
        handlers: dict[str, Callable[[HousingRequest], Task | None]] = {
            RequestState.SUBMITTED: self._prove,
            RequestState.VERIFYING: self._see_second,
            RequestState.MATCHING: self._match,
            RequestState.CONFIRMED: self._look_for,
            RequestState.HOUSED: self._follow,
        }
        handle = handlers.get(request.state)
        return handle(request) if handle else None

    def _type(self) -> Task:
        words = self.guests.callers.pop(0)
        site_actions.send(
            self.guests.fixtures, IntakeType.REQUEST, words, self.loop.new_key(), by=self.person
        )
        return Task.TYPE

    def _prove(self, request: HousingRequest) -> Task | None:
        """By the employer's list, together with all the others; else by a call."""
        if on_roster(request):
            return self._compare_with_list()
        request = take_on(request=request, by=self.person)
        record_request_call(request=request, outcome=RequestCallOutcome.REACHED, by=self.person)
        if self.loop.chance.random() < WITH_CODE:
            self.guests.prove(request)
            return Task.CALL_FOR_CODE
        see_card(request=request, by=self.person)
        return Task.CARD

    def _compare_with_list(self) -> Task | None:
        """Now and then: whoever comes in meanwhile waits for the next press."""
        if self.loop.now - self._listed < LIST_AGAIN:
            return None
        self._listed = self.loop.now
        roster = RosterUpload.objects.get(activation=self.guests.fixtures.activation)
        return Task.LISTED if verify_listed(upload=roster, by=self.person) else None

    def _see_second(self, request: HousingRequest) -> Task | None:
        first = request.verifications.filter(method="card", second=None).first()
        if first is None or first.by_id == self.person.pk:
            return None
        see_card(request=request, by=self.person)
        return Task.SECOND

    def _match(self, request: HousingRequest) -> Task | None:
        """By the drafts for everybody who waits; by hand where a program mustn't."""
        if self._gives_up(request):
            return self._pass_on(request)
        if request.needs_a_person:
            return self._by_hand(request, Task.ASK_BY_HAND)
        if self.draft_board.is_old(request):
            self.draft_board.weigh(self.person)
            return Task.WEIGH
        return self._ask(request, self.draft_board.home_of(request), Task.ASK)

    def _by_hand(self, request: HousingRequest, task: Task) -> Task | None:
        homes, _nearly = homes_for(request)
        return self._ask(request, homes[0].public_id if homes else None, task)

    def _ask(self, request: HousingRequest, home: str | None, task: Task) -> Task | None:
        proposal = site_actions.ask(request, home, self.person) if home else None
        if proposal is None:
            return None
        self.hosts.hear_ask(proposal)
        return task

    def _second_ask(self) -> Task | None:
        """Where the start is near two hosts are asked; only once nothing else presses."""
        asked = Proposal.objects.open().filter(slot=1, state="asked")
        rows = HousingRequest.objects.filter(state=RequestState.PROPOSED, proposals__in=asked)
        related = rows.select_related("submission", "activation", "hospital").by_clock()
        for request in related.exclude(pk__in=self.asked_twice):
            self.asked_twice.add(request.pk)
            alone = is_urgent_request(request) and not request.needs_a_person
            if alone and (task := self._by_hand(request, Task.ASK)):
                return task
        return None

    def _gives_up(self, request: HousingRequest) -> bool:
        today = request.activation.today()
        over = request.nights_ahead is None or request.check_in + PATIENCE <= today
        return over or (self._ends and self.draft_board.was_left_out(request))

    def _pass_on(self, request: HousingRequest) -> Task:
        if request.situation == Situation.NOWHERE:
            refer(request=request, reason="Rehearsal: a hotel", by=self.person)
        else:
            close_as_unmet(request=request, reason="Rehearsal: no home in reach", by=self.person)
        return Task.REFER

    def _look_for(self, request: HousingRequest) -> Task | None:
        """Nobody said that they arrived: whoever is missing for a day never came."""
        stay = request.placements.live().first()
        if stay is None or stay.missed_at is None:
            return None
        if self.loop.now - stay.missed_at > timedelta(hours=12):
            record_no_show(placement=stay, reason="Rehearsal: never came", by=self.person)
            return Task.NO_SHOW
        return self._acknowledge(request)

    def _follow(self, request: HousingRequest) -> Task | None:
        return self._acknowledge(request)

    def _acknowledge(self, request: HousingRequest) -> Task | None:
        """A clock that ran out asks for a call."""
        if not Alert.objects.unseen().filter(request=request).exists():
            return None
        acknowledge(request=request, by=self.person)
        return Task.FOLLOW

    def _end_a_stay(self) -> Task | None:
        today = self.loop.local.date()
        over = Placement.objects.filter(state=PlacementState.CHECKED_IN, check_out__lte=today)
        stay = over.select_related("activation", "request").first()
        if stay is None:
            return None
        end_stay(placement=stay, reason="Rehearsal: home again", by=self.person)
        return Task.END
