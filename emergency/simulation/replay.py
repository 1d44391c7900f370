"""Ten days of an activation in a moment: requests arrive, hosts answer or don't, a clock jumps.

What hosts do is drawn from one seed; what the desk does with it is the desk's. Numbers are those of
the measured specification: 40 in 100 hosts never answer, 16 have lent their home otherwise, the
others answer log-normally, 3 hours in the middle, and 85 in 100 of them say yes. Whoever is offered
a home decides sooner, and 5 in 100 decline.
"""

from __future__ import annotations

import heapq
import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from itertools import count
from random import Random
from typing import Final

from core.values.dates import DateRange
from emergency.matching.forecast import expected_demands
from emergency.matching.market import Demand, Market
from emergency.simulation.desks import Ask, Desk, Reply
from emergency.simulation.policies import Policy
from emergency.simulation.seeds import TERMS, make_seed

SILENT, GONE, ACCEPTS = 0.40, 0.16, 0.85
MIDDLE_ANSWER, SPREAD = 3.0, 1.0  # hours; of its logarithm
MIDDLE_DECISION, DECISION_SPREAD, DECLINES = 0.7, 0.8, 0.05
A_REQUEST_EVERY: Final = timedelta(minutes=15)
DAYS, AFTERWARDS = 10, 4
LEAD: Final = 7  # a stay begins on the day of its request or up to so many days later
CAMPAIGN: Final = timedelta(hours=24)  # hosts are asked to confirm before the first request
Callback = Callable[[datetime], None]


class Temper(StrEnum):
    """What becomes of a question to this host."""

    ANSWERS = "answers"
    SILENT = "silent"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Town:
    """Requests with the moment at which they are verified, homes with their hosts' temper."""

    market: Market
    arrivals: tuple[tuple[datetime, Demand], ...]
    tempers: dict[str, Temper]
    seed: int


@dataclass(slots=True)
class Record:
    """What came of it."""

    waits: dict[str, timedelta] = field(default_factory=dict)  # of those who are housed
    found: dict[str, timedelta] = field(default_factory=dict)  # until a first host said yes
    requests: int = 0
    asks: int = 0
    disturbed: int = 0  # hosts asked whose answer wasn't needed any more

    def within(self, hours: float) -> float:
        """Of all requests, in points of a hundred."""
        soon = sum(wait <= timedelta(hours=hours) for wait in self.waits.values())
        return 100 * soon / self.requests

    def quantile(self, share: float) -> float:
        """Hours until so many of all requests were housed; for ever where they never were."""
        waits = sorted(wait / timedelta(hours=1) for wait in self.waits.values())
        place = math.ceil(share * self.requests) - 1
        return waits[place] if place < len(waits) else math.inf

    def until_found(self) -> Record:
        """The same, where only the answers of hosts count."""
        return replace(self, waits=self.found)

    @property
    def asks_for_each(self) -> float:
        """Asks it took to house one."""
        return self.asks / max(len(self.waits), 1)

    @property
    def middle(self) -> float:
        """Hours, of those who are housed."""
        waits = [wait / timedelta(hours=1) for wait in self.waits.values()]
        return statistics.median(waits) if waits else math.inf


def make_town(seed: int, *, homes: int) -> Town:
    """The people and homes of the seeds, with arrivals and tempers drawn on top."""
    chance = Random(f"town {seed} {homes}")  # noqa: S311  made-up data, no secret
    moments, arrival = [], TERMS.now
    end = TERMS.now + timedelta(days=DAYS)
    while (arrival := arrival + chance.expovariate(1) * A_REQUEST_EVERY) < end:
        moments.append(arrival)
    market = make_seed(seed, requests=len(moments), homes=homes).market
    demands = []
    for moment, demand in zip(moments, market.demands, strict=True):
        first = moment.date() + timedelta(days=chance.randrange(LEAD))
        nights = DateRange(first, first + timedelta(days=len(demand.nights)))
        demands.append(replace(demand, nights=nights))
    tempers = {
        one.reference: chance.choices(list(Temper), (1 - SILENT - GONE, SILENT, GONE))[0]
        for one in market.supplies
    }
    works = dict.fromkeys(demand.work for demand in demands)
    lately = expected_demands(works, on=TERMS.now.date())
    market = replace(market, demands=tuple(demands), lately=lately)
    return Town(market, tuple(zip(moments, demands, strict=True)), tempers, seed)


class Replay:
    """One town, one desk, one policy."""

    def __init__(self, town: Town, desk: Desk, policy: Policy) -> None:
        self.town, self.desk, self.policy = town, desk, policy
        self.chance = Random(f"answers {town.seed}")  # noqa: S311  made-up data, no secret
        self.record = Record(requests=len(town.arrivals))
        self._arrived = {demand.reference: moment for moment, demand in town.arrivals}
        self._order = count()
        self._ahead: list[tuple[datetime, int, Callback]] = []

    def run(self) -> Record:
        """From the campaign to some days after the last request."""
        if self.policy.reconfirmed:
            self._campaign()
        for moment, demand in self.town.arrivals:
            self._at(moment, partial(self.desk.submit, demand))
        end = TERMS.now + timedelta(days=DAYS + AFTERWARDS)
        while (due := self._next()) is not None and due <= end:
            self._step(due)
        return self.record

    def _step(self, now: datetime) -> None:
        """The desk's clock goes before what happens at the same moment."""
        ticks = self.desk.due()
        if ticks is not None and ticks <= now:
            self.desk.tick(now)
        else:
            heapq.heappop(self._ahead)[2](now)
        self._read(now)

    def _next(self) -> datetime | None:
        ahead = [self._ahead[0][0]] if self._ahead else []
        due = self.desk.due()
        return min(ahead if due is None else [*ahead, due], default=None)

    def _read(self, now: datetime) -> None:
        """Whatever the desk did, hosts hear of it."""
        events = self.desk.pop_events()
        self.record.asks += len(events.sent)
        self.record.disturbed += len(events.cancelled)
        for ask in (*events.offered, *events.accepted):
            self.record.found.setdefault(ask.demand, now - self._arrived[ask.demand])
        for ask in events.accepted:
            self.record.waits[ask.demand] = now - self._arrived[ask.demand]
        for ask in events.sent:
            self._answer(ask, now)
        for ask in events.offered:
            self._decide(ask, now)
        for supply in events.nudged:
            self._call(supply, now)

    def _answer(self, ask: Ask, now: datetime) -> None:
        temper = self.town.tempers[ask.supply]
        if temper == Temper.SILENT:
            return
        reply = Reply.YES if self.chance.random() < ACCEPTS else Reply.NO
        if temper == Temper.GONE:
            reply = Reply.GONE
        self._at(self._later(now), lambda moment: self.desk.reply(ask, reply, moment))

    def _decide(self, ask: Ask, now: datetime) -> None:
        agrees = self.chance.random() >= DECLINES
        moment = self._later(now, MIDDLE_DECISION, DECISION_SPREAD)
        self._at(moment, lambda then: self.desk.decide(ask, agrees=agrees, now=then))

    def _campaign(self) -> None:
        """Every host is asked once, in one tap; homes are asked for as they are confirmed."""
        for supply in self.town.market.supplies:
            self._call(supply.reference, TERMS.now - CAMPAIGN)

    def _call(self, supply: str, now: datetime) -> None:
        """Is it still lent?"""
        temper = self.town.tempers[supply]
        if temper != Temper.SILENT:
            heard = self.desk.confirm if temper == Temper.ANSWERS else self.desk.withdraw
            self._at(self._later(now), partial(heard, supply))

    def _later(
        self, now: datetime, middle: float = MIDDLE_ANSWER, spread: float = SPREAD
    ) -> datetime:
        hours = self.chance.lognormvariate(math.log(middle), spread)
        return self.policy.hours.add(now, timedelta(hours=hours))

    def _at(self, moment: datetime, callback: Callback) -> None:
        heapq.heappush(self._ahead, (moment, next(self._order), callback))
