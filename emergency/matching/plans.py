"""What one run has given so far: who stays where, which nights and asks are left."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from core.values.dates import DateRange
from emergency.matching.choices import Choices
from emergency.matching.costs import Costs
from emergency.matching.market import Market
from emergency.matching.nights import Calendar
from emergency.matching.order import in_priority_order, in_tie_break_order, priority_of


@dataclass(frozen=True, slots=True)
class Stay:
    """A home for some nights; both are numbers of a `Setting`."""

    home: int
    nights: DateRange


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What a run is after, in this order: the larger, the better."""

    priority: int
    people: int
    less_cost: int


class Setting:
    """A market in the order of the lots, and what every engine asks of it."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.demands = in_priority_order(market.demands, market.weights, market.tie_break_seed)
        self.supplies = in_tie_break_order(market.supplies, market.tie_break_seed)
        self.priorities = [priority_of(one, market.weights) for one in self.demands]
        self.choices = Choices(self.supplies, market.terms)
        self.costs = Costs(self.choices, market.weights)
        for demand in market.lately:
            self.costs.expect(demand)
        self.suiting = [self.choices.suiting(demand) for demand in self.demands]

    @cached_property
    def levels(self) -> list[int]:
        """From 1 up, higher ones first: priority, then people, then how little choice there is."""
        people = [demand.sleepers.people for demand in self.demands]
        little = [-choice for choice in self.choice_classes]
        keys = list(zip(self.priorities, people, little, strict=True))
        ranks = {key: rank for rank, key in enumerate(sorted(set(keys)), start=1)}
        return [ranks[key] for key in keys]

    @cached_property
    def choice_classes(self) -> list[int]:
        """How many homes fitted when the run began: none, 1, 2 or 3, 4 to 7, 8 to 15 and so on."""
        beginning = Plan(self)
        return [beginning.options(who).bit_count().bit_length() for who in range(len(self.demands))]

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.supplies, self.market.terms, self.horizon)

    @cached_property
    def horizon(self) -> DateRange:
        nights = [one.nights for one in self.demands]
        return DateRange(min(one.check_in for one in nights), max(one.check_out for one in nights))

    @cached_property
    def homes_of(self) -> dict[str, list[int]]:
        homes = defaultdict(list)
        for home, supply in enumerate(self.supplies):
            homes[supply.host].append(home)
        return dict(homes)

    @cached_property
    def asks_left(self) -> Counter[str]:
        """The fewest that any home of a host says."""
        return Counter(
            {
                host: min(self.supplies[home].asks_left for home in homes)
                for host, homes in self.homes_of.items()
            }
        )


class Plan:
    """Stays of requests, each request and home by its number in the setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.calendar = setting.calendar.copy()
        self.asks_left = setting.asks_left.copy()
        self.available = (1 << len(setting.supplies)) - 1
        self.stays: dict[int, tuple[Stay, ...]] = {}
        for host in self.asks_left:
            self._count(host, 0)

    def copy(self) -> Self:
        twin = type(self)(self.setting)
        for who, stays in self.stays.items():
            twin.give(who, *stays)
        return twin

    @property
    def waiting(self) -> list[int]:
        """Who has no roof yet, in order."""
        return [who for who in range(len(self.setting.demands)) if who not in self.stays]

    def options(self, who: int) -> int:
        """The set of homes that this request could have now, for all its nights."""
        suiting = self.setting.suiting[who] & self.available
        return suiting and suiting & self.calendar.fitting(self.setting.demands[who].nights)

    def give(self, who: int, *stays: Stay) -> None:
        for stay in stays:
            self.calendar.take(stay.home, stay.nights)
            self._count(self.setting.supplies[stay.home].host, -1)
        self.stays[who] = stays

    def take_back(self, who: int) -> tuple[Stay, ...]:
        stays = self.stays.pop(who)
        for stay in stays:
            self.calendar.give_back(stay.home, stay.nights)
            self._count(self.setting.supplies[stay.home].host, 1)
        return stays

    def score(self) -> Score:
        setting = self.setting
        return Score(
            sum(setting.priorities[who] for who in self.stays),
            sum(setting.demands[who].sleepers.people for who in self.stays),
            -sum(self.cost(who) for who in self.stays),
        )

    def cost(self, who: int) -> int:
        """Of all parts of a stay, moves between them included."""
        homes = [stay.home for stay in self.stays[who]]
        costs = self.setting.costs
        return sum(costs.of(self.setting.demands[who], homes)) + costs.moves(len(homes) - 1)

    def _count(self, host: str, change: int) -> None:
        before, now = self.asks_left[host], self.asks_left[host] + change
        self.asks_left[host] = now
        if change == 0 or (before > 0) != (now > 0):
            for home in self.setting.homes_of[host]:
                self.available = self.available & ~(1 << home) | (int(now > 0) << home)
