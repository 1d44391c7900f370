"""A whole emergency in some minutes, by the real actions: declared, housed, ended, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from core.errors import DomainError
from emergency.activations.actions.activations import renew_activation
from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.periodic import end_unrenewed
from emergency.activations.states.switching import SwitchChange
from emergency.desk.selectors.invariants import BrokenInvariant, broken_invariants
from emergency.housing import periodic
from emergency.intake.periodic import process_waiting_submissions
from emergency.simulation.callers import Caller
from emergency.simulation.coordinators import Coordinator
from emergency.simulation.draft_board import DraftBoard
from emergency.simulation.event_loop import EventLoop
from emergency.simulation.fixtures import LAST, create_fixtures, give_roster, is_listed, rounded
from emergency.simulation.guests import Guests
from emergency.simulation.hosts import Hosts
from emergency.simulation.seeds import make_seed
from emergency.simulation.team import Ledger, Worker

MORNING, EVENING, DAYTIME = (time(7), time(15)), (time(15), time(23)), (time(9), time(19))
RENEWED_ON, ENDED_ON, GIVEN_UP_ON = 9, 12, LAST.days + 14  # days after the declaration
RENEWED_FOR: Final = timedelta(days=14)
OFTEN, LATER, BUSY = timedelta(minutes=30), timedelta(hours=3), timedelta(days=5)


@dataclass(frozen=True, slots=True)
class SimulationPlan:
    """What is played. The same plan always gives the same report."""

    seed: int = 1
    requests: int = 120
    homes: int = 360
    coordinators: int = 2
    callers: int = 3


class SimulationRun:
    """The stage with everybody on it, and what the nights found."""

    def __init__(self, plan: SimulationPlan, loop: EventLoop) -> None:
        self.plan, self.loop, self.book = plan, loop, Ledger()
        seed = make_seed(plan.seed, requests=plan.requests, homes=plan.homes)
        demands, supplies = seed.market.demands, seed.market.supplies
        self.fixtures = create_fixtures(
            (one.work for one in demands),
            (rounded(one.point) for one in supplies),
            coordinators=plan.coordinators,
            callers=plan.callers,
        )
        self.began = loop.now
        self.nights = 0
        self.broken: list[BrokenInvariant] = []
        self.hosts = Hosts(loop, self.fixtures)
        self.guests = Guests(loop, self.fixtures, placed=self.hosts.hear_of_placement)
        self.hosts.offered = self.guests.hear_offer
        give_roster(self.fixtures, filter(is_listed, range(len(demands))))
        self.hosts.come(supplies)
        self.guests.come(demands)
        self._begin_work()
        self._wind_clocks()

    @property
    def activation(self) -> Activation:
        return Activation.objects.get(pk=self.fixtures.activation.pk)

    def run(self, on_event: Callable[[datetime], object]) -> None:
        """To the closing, or until it is plain that it can't be closed."""
        self.loop.run(self.began + timedelta(days=GIVEN_UP_ON), on_event)
        self._check()

    def _begin_work(self) -> None:
        draft_board, asked_twice = DraftBoard(self.loop, self.fixtures.activation), set[int]()
        workers: list[Worker] = []
        for place, person in enumerate(self.fixtures.coordinators):
            hours = EVENING if place % 2 else MORNING
            coordinator = Coordinator(person, hours, self.loop, self.book)
            coordinator.guests, coordinator.hosts = self.guests, self.hosts
            coordinator.draft_board, coordinator.asked_twice = draft_board, asked_twice
            workers.append(coordinator)
        for person in self.fixtures.callers:
            caller = Caller(person, DAYTIME, self.loop, self.book)
            caller.hosts = self.hosts
            workers.append(caller)
        for worker in workers:
            worker.begin()

    def _wind_clocks(self) -> None:
        loop = self.loop
        loop.after(OFTEN, self._tick)
        loop.daily(time(0, 5), end_unrenewed)
        loop.daily(time(7, 30), periodic.end_past_offers)
        loop.daily(time(4, 10), self._check)
        loop.at(self.began + timedelta(days=RENEWED_ON), self._renew)
        loop.at(self.began + timedelta(days=ENDED_ON), self._end)

    def _tick(self) -> None:
        """What Celery's clock does, as often as matters here."""
        process_waiting_submissions()
        periodic.expire_silent_proposals()
        periodic.park_silent_offers()
        periodic.remind_hosts()
        periodic.remind_all_of_entry()
        periodic.look_for_missing()
        periodic.raise_all_alerts()
        self.hosts.hear_of_parking()
        young = self.loop.now - self.began < BUSY
        self.loop.after(OFTEN if young else LATER, self._tick)

    def _check(self) -> None:
        self.nights += 1
        periodic.raise_all_alerts()  # as five minutes earlier on the site
        self.broken += broken_invariants(self.activation)

    def _renew(self) -> None:
        review = self.activation.today() + RENEWED_FOR
        renew_activation(activation=self.activation, review_on=review, by=self.fixtures.ruler)

    def _end(self) -> None:
        self._switch(SwitchChange.END)
        self.loop.daily(time(10), self._close)

    def _close(self) -> None:
        try:
            self._switch(SwitchChange.CLOSE)
        except DomainError:
            return  # somebody still waits or lives in a home: tomorrow
        self.loop.is_over = True

    def _switch(self, change: SwitchChange) -> None:
        """As on the desk: a simulation is an exercise, so that one person is enough."""
        propose_switch(activation=self.activation, change=change, by=self.fixtures.ruler)
