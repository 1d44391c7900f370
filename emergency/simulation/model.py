"""A desk that only exists in memory: how asking goes under one policy.

It compares policies in seconds, where the site needs minutes for its own. What it leaves out:
verifying, the requester's own yes, the agreement, homes that go stale.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import count

from emergency.matching.costs import Costs
from emergency.matching.greedy import cheapest
from emergency.matching.market import Demand
from emergency.matching.plans import Setting
from emergency.simulation.desks import Ask, DeskEvents, Reply
from emergency.simulation.policies import Policy


class ModelDesk:
    """Homes and requests are numbers of the setting, sets of homes are bits."""

    def __init__(self, setting: Setting, policy: Policy) -> None:
        self.setting, self.policy = setting, policy
        self._numbers = count(1)
        self._who = {one.reference: who for who, one in enumerate(setting.demands)}
        self._home = {one.reference: home for home, one in enumerate(setting.supplies)}
        self._calendar = setting.calendar.copy()
        self._costs = Costs(setting.choices, setting.market.weights)
        for expected in setting.market.lately:
            self._costs.expect(expected)
        self._live = 0 if policy.reconfirmed else (1 << len(setting.supplies)) - 1
        self._tried: dict[int, int] = {}
        self._open: dict[int, dict[int, Ask]] = {}  # of each request that waits, by number
        self._let_down: set[int] = set()  # asked in vain
        self._starved: set[int] = set()  # could have been asked for, had there been a home
        self._batch_due: datetime | None = None
        self._sent: list[Ask] = []
        self._cancelled: list[Ask] = []
        self._accepted: list[Ask] = []

    def confirm(self, supply: str, now: datetime) -> None:
        self._live |= 1 << self._home[supply]
        self._feed(self._home[supply], now)

    def withdraw(self, supply: str, now: datetime) -> None:
        self._live &= ~(1 << self._home[supply])

    def submit(self, demand: Demand, now: datetime) -> None:
        who = self._who[demand.reference]
        self._open[who] = {}
        self._tried[who] = 0
        self._costs.expect(demand, among=self._live)
        self._ask_for(who, now)

    def reply(self, ask: Ask, reply: Reply, now: datetime) -> None:
        who, home = self._who[ask.demand], self._home[ask.supply]
        in_time = self._open.get(who, {}).pop(ask.number, None) is not None
        if reply == Reply.GONE:
            self._live &= ~(1 << home)
        elif not self._live >> home & 1:
            self._live |= 1 << home  # parked as silent, and stirs
            self._feed(home, now)
        if in_time and reply == Reply.YES:
            self._house(who, ask, now)
        elif in_time:
            self._let_down.add(who)
            self._free(home, who, now)
            self._ask_for(who, now)
        elif reply == Reply.YES and who in self._tried:
            self._hear_late_yes(who, home, ask, now)

    def _hear_late_yes(self, who: int, home: int, ask: Ask, now: datetime) -> None:
        """It houses where the house lets it; else the host can be asked once more."""
        nights = self.setting.demands[who].nights
        if self.policy.late_counts and self._calendar.fitting(nights) >> home & 1:
            self._calendar.take(home, nights)
            self._house(who, ask, now)
            return
        self._tried[who] &= ~(1 << home)
        self._ask_for(who, now)

    def decide(self, ask: Ask, *, agrees: bool, now: datetime) -> None:
        """Nobody is asked: the yes of a host houses."""

    def tick(self, now: datetime) -> None:
        for who, asks in list(self._open.items()):
            over = [ask for ask in asks.values() if ask.expires <= now]
            for ask in over:
                del asks[ask.number]
                home = self._home[ask.supply]
                if self.policy.parks:
                    self._live &= ~(1 << home)
                self._free(home, who, now)
            if over:
                self._let_down.add(who)
                self._ask_for(who, now)
        if self._batch_due and self._batch_due <= now:
            self._batch_due = None
            for who in sorted(self._open):
                self._ask_for(who, now, in_batch=True)

    def due(self) -> datetime | None:
        moments = [ask.expires for asks in self._open.values() for ask in asks.values()]
        if self._batch_due:
            moments.append(self._batch_due)
        return min(moments, default=None)

    def pop_events(self) -> DeskEvents:
        events = DeskEvents(
            sent=tuple(self._sent),
            cancelled=tuple(self._cancelled),
            accepted=tuple(self._accepted),
        )
        self._sent, self._cancelled, self._accepted = [], [], []
        return events

    def _ask_for(self, who: int, now: datetime, *, in_batch: bool = False) -> None:
        """As many hosts as the policy lets ask at once."""
        opened = self.policy.hours.next_open(now)
        if (self.policy.batch or opened > now) and not in_batch:
            self._batch_due = self._batch_due or max(opened, self._next_batch(now))
            return
        demand = self.setting.demands[who]
        start = datetime.combine(demand.nights.check_in, time(15), UTC)
        policy = self.policy.for_start(start, now, after_failure=who in self._let_down)
        while len(self._open[who]) < policy.parallel:
            free = self._calendar.fitting(demand.nights) & self._live & ~self._tried[who]
            home = cheapest(self._costs, demand, self.setting.suiting[who] & free)
            if home is None:
                self._starved.add(who)
                return
            self._send(who, home, now, policy)
        self._starved.discard(who)

    def _send(self, who: int, home: int, now: datetime, policy: Policy) -> None:
        """A home that is asked for is held: nobody else asks for these nights."""
        demand, supply = self.setting.demands[who], self.setting.supplies[home]
        expires = policy.hours.add(now, policy.window)
        ask = Ask(next(self._numbers), demand.reference, supply.reference, now, expires)
        self._calendar.take(home, demand.nights)
        self._tried[who] |= 1 << home
        self._open[who][ask.number] = ask
        self._sent.append(ask)

    def _house(self, who: int, accepted: Ask, now: datetime) -> None:
        """The other hosts were disturbed for nothing, and are told so."""
        others = self._open.pop(who)
        del self._tried[who]
        self._starved.discard(who)
        self._accepted.append(accepted)
        for ask in others.values():
            self._cancelled.append(ask)
            self._free(self._home[ask.supply], who, now)

    def _free(self, home: int, who: int, now: datetime) -> None:
        self._calendar.give_back(home, self.setting.demands[who].nights)
        self._feed(home, now)

    def _feed(self, home: int, now: datetime) -> None:
        """A home came free: whoever went without may ask for it now."""
        for who in sorted(self._starved):
            if self.setting.suiting[who] >> home & 1:
                self._ask_for(who, now)

    def _next_batch(self, now: datetime) -> datetime:
        if not self.policy.batch:
            return now
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + ((now - midnight) // self.policy.batch + 1) * self.policy.batch
