"""A whole emergency in some minutes, by the real deeds: declared, housed, ended, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from core.errors import DomainError
from emergency import periodic
from emergency.actions.activations import close, end, renew
from emergency.models import Activation
from emergency.queries.checks import Broken, what_is_broken
from emergency.rehearsal.callers import Caller
from emergency.rehearsal.coordinators import Coordinator
from emergency.rehearsal.ground import LAST, give_roster, is_listed, lay_ground, rounded
from emergency.rehearsal.guests import Guests
from emergency.rehearsal.hosts import Hosts
from emergency.rehearsal.seeds import make_seed
from emergency.rehearsal.sheet import Sheet
from emergency.rehearsal.stage import Stage
from emergency.rehearsal.team import Ledger, Worker

MORNING, EVENING, DAYTIME = (time(7), time(15)), (time(15), time(23)), (time(9), time(19))
RENEWED_ON, ENDED_ON, GIVEN_UP_ON = 9, 12, LAST.days + 14  # days after the declaration
RENEWED_FOR: Final = timedelta(days=14)
OFTEN, LATER, BUSY = timedelta(minutes=30), timedelta(hours=3), timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played. The same plan always gives the same report."""

    seed: int = 1
    requests: int = 120
    homes: int = 360
    coordinators: int = 2
    callers: int = 3


class Play:
    """The stage with everybody on it, and what the nights found."""

    def __init__(self, plan: Plan, stage: Stage) -> None:
        self.plan, self.stage, self.book = plan, stage, Ledger()
        seed = make_seed(plan.seed, requests=plan.requests, homes=plan.homes)
        demands, supplies = seed.market.demands, seed.market.supplies
        self.ground = lay_ground(
            (one.work for one in demands),
            (rounded(one.point) for one in supplies),
            coordinators=plan.coordinators,
            callers=plan.callers,
        )
        self.began = stage.now
        self.nights = 0
        self.broken: list[Broken] = []
        self.hosts = Hosts(stage, self.ground)
        self.guests = Guests(stage, self.ground, placed=self.hosts.hear_of_placement)
        self.hosts.offered = self.guests.hear_offer
        give_roster(self.ground, filter(is_listed, range(len(demands))))
        self.hosts.come(supplies)
        self.guests.come(demands)
        self._begin_work()
        self._wind_clocks()

    @property
    def activation(self) -> Activation:
        return Activation.objects.get(pk=self.ground.activation.pk)

    def run(self, told: Callable[[datetime], object]) -> None:
        """To the closing, or until it is plain that it can't be closed."""
        self.stage.run(self.began + timedelta(days=GIVEN_UP_ON), told)
        self._check()

    def _begin_work(self) -> None:
        sheet, asked_twice = Sheet(self.stage, self.ground.activation), set[int]()
        workers: list[Worker] = []
        for place, person in enumerate(self.ground.coordinators):
            hours = EVENING if place % 2 else MORNING
            coordinator = Coordinator(person, hours, self.stage, self.book)
            coordinator.guests, coordinator.hosts = self.guests, self.hosts
            coordinator.sheet, coordinator.asked_twice = sheet, asked_twice
            workers.append(coordinator)
        for person in self.ground.callers:
            caller = Caller(person, DAYTIME, self.stage, self.book)
            caller.hosts = self.hosts
            workers.append(caller)
        for worker in workers:
            worker.begin()

    def _wind_clocks(self) -> None:
        stage = self.stage
        stage.after(OFTEN, self._tick)
        stage.daily(time(0, 5), periodic.end_unrenewed)
        stage.daily(time(7, 30), periodic.end_past_offers)
        stage.daily(time(4, 10), self._check)
        stage.at(self.began + timedelta(days=RENEWED_ON), self._renew)
        stage.at(self.began + timedelta(days=ENDED_ON), self._end)

    def _tick(self) -> None:
        """What Celery's clock does, as often as matters here."""
        periodic.take_in_waiting()
        periodic.expire_silent_asks()
        periodic.park_silent_offers()
        periodic.remind_hosts()
        periodic.look_for_missing()
        periodic.raise_all_alerts()
        self.hosts.hear_of_parking()
        young = self.stage.now - self.began < BUSY
        self.stage.after(OFTEN if young else LATER, self._tick)

    def _check(self) -> None:
        self.nights += 1
        periodic.raise_all_alerts()  # as five minutes earlier on the site
        self.broken += what_is_broken(self.activation)

    def _renew(self) -> None:
        review = self.activation.today() + RENEWED_FOR
        renew(activation=self.activation, review_on=review, by=self.ground.ruler)

    def _end(self) -> None:
        end(activation=self.activation, by=self.ground.ruler)
        self.stage.daily(time(10), self._close)

    def _close(self) -> None:
        try:
            close(activation=self.activation, by=self.ground.ruler)
        except DomainError:
            return  # somebody still waits or lives in a home: tomorrow
        self.stage.is_over = True
