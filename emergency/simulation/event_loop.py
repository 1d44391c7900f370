"""A discrete event loop: callbacks in a heap by their moment; the clock jumps to the next."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from emergency.simulation.clock import ManualClock
from emergency.simulation.policies import BY_DAY

AT_ONCE: Final = timedelta(seconds=10)  # until a worker processes submissions
ZONE: Final = ZoneInfo("Europe/Paris")


class EventLoop:
    """The heap of what is to come, the clock, and one source of chance."""

    def __init__(self, clock: ManualClock, seed: int) -> None:
        self.clock = clock
        self.chance = Random(f"rehearsal {seed}")  # noqa: S311  made-up data, no secret
        self.is_over = False
        self._order = count()
        self._ahead: list[tuple[datetime, int, Callable[[], object]]] = []

    @property
    def now(self) -> datetime:
        return self.clock.moment

    @property
    def local(self) -> datetime:
        return self.now.astimezone(ZONE)

    def at(self, moment: datetime, callback: Callable[[], object]) -> None:
        heapq.heappush(self._ahead, (moment.astimezone(UTC), next(self._order), callback))

    def after(self, wait: timedelta, callback: Callable[[], object]) -> None:
        self.at(self.now + wait, callback)

    def daily(self, hour: time, callback: Callable[[], object]) -> None:
        """Today, or tomorrow where the hour is over; then each day."""
        moment = self.next_at(hour)
        self.at(moment, partial(self._again, hour, callback))

    def next_at(self, hour: time) -> datetime:
        today = datetime.combine(self.local.date(), hour, tzinfo=ZONE)
        if today > self.now:
            return today
        return datetime.combine(self.local.date() + timedelta(days=1), hour, tzinfo=ZONE)

    def by_day(self, median_hours: float, spread: float = 1.0) -> datetime:
        """When somebody answers who sleeps at night: log-normal, like most answers of people."""
        hours = self.chance.lognormvariate(math.log(median_hours), spread)
        return BY_DAY.add(self.local, timedelta(hours=hours))

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def new_key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))

    def run(self, until: datetime, on_event: Callable[[datetime], object]) -> None:
        """Until it is over, or until the last moment."""
        while self._ahead and not self.is_over and self._ahead[0][0] <= until:
            moment, _place, callback = heapq.heappop(self._ahead)
            self.clock.turn_to(moment)
            callback()
            on_event(moment)

    def _again(self, hour: time, callback: Callable[[], object]) -> None:
        callback()
        self.at(self.next_at(hour), partial(self._again, hour, callback))
