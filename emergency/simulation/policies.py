"""Ways of asking hosts, with the letters of the specification's table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

SOON: Final = timedelta(hours=72)  # as an activation has it unless somebody decides otherwise


@dataclass(frozen=True, slots=True)
class Hours:
    """When hosts are asked and answer; outside, time stands still for windows and answers."""

    opens: int = 0
    closes: int = 24

    def add(self, start: datetime, waking: timedelta) -> datetime:
        """So much later, counting only these hours."""
        moment, left = self.next_open(start), waking
        while left > (today := self._closing(moment) - moment):
            left -= today
            moment = self.next_open(self._closing(moment))
        return moment + left

    def next_open(self, moment: datetime) -> datetime:
        """This moment, or when the hours begin again."""
        begins = moment.replace(hour=self.opens, minute=0, second=0, microsecond=0)
        if moment < begins:
            return begins
        return moment if moment < self._closing(moment) else begins + timedelta(days=1)

    def _closing(self, moment: datetime) -> datetime:
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(hours=self.closes)


ALWAYS: Final = Hours()
BY_DAY: Final = Hours(8, 21)


@dataclass(frozen=True, slots=True)
class Policy:
    """How many hosts are asked at once for one request, for how long, and what silence means."""

    window: timedelta
    parallel: int = 1
    parks: bool = True  # a host who let an ask run out isn't asked again until they stir
    reconfirmed: bool = False  # only homes whose host confirmed since the activation are asked for
    batch: timedelta = timedelta(0)  # asks leave at once, or together so often
    late_counts: bool = False  # a yes after the window, while the person still looks
    soon: Policy | None = None  # for stays that begin within three days, and after an ask in vain
    hours: Hours = ALWAYS

    def for_start(self, start: datetime, now: datetime, *, after_failure: bool = False) -> Policy:
        """Two hosts at once where there is no time to lose, or some was lost already."""
        return self.soon if self.soon and (after_failure or start - now < SOON) else self


def _hours(number: float) -> timedelta:
    return timedelta(hours=number)


_G: Final = Policy(_hours(8), reconfirmed=True)
_I: Final = Policy(_hours(4), parallel=2, reconfirmed=True)
DEFAULT_POLICY: Final = replace(_G, soon=_I, late_counts=True)

POLICIES: Final = {
    "A: one ask, 24 h, the silent again and again": Policy(_hours(24), parks=False),
    "B: one ask, 24 h": Policy(_hours(24)),
    "C: one ask, 8 h": Policy(_hours(8)),
    "D: one ask, 4 h": Policy(_hours(4)),
    "F: three at once, 4 h": Policy(_hours(4), parallel=3),
    "G: reconfirmed, one ask, 8 h": _G,
    "I: reconfirmed, two at once, 4 h": _I,
    "J: I in hourly batches": replace(_I, batch=_hours(1)),
    "K: I in daily batches": replace(_I, batch=_hours(24)),
    "ours: G, and I for starts within 72 h or after an ask in vain": DEFAULT_POLICY,
    "ours, hosts asked and answering from 8 to 21 h": replace(
        DEFAULT_POLICY, hours=BY_DAY, soon=replace(_I, hours=BY_DAY)
    ),
}
