"""How people give out homes by hand: whoever asked first takes what lies nearest."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from emergency.matching.bitset import indices_in
from emergency.matching.plans import Plan, Setting, Stay

Chooser = Callable[[int, list[int]], int]


def nearest_first(setting: Setting) -> Plan:
    """The rule to beat."""

    def nearest(who: int, homes: list[int]) -> int:
        steps = setting.choices.around(setting.demands[who].work).steps
        return min(homes, key=lambda home: (steps[home], home))

    return _in_order_of_arrival(setting, nearest)


def any_first(setting: Setting) -> Plan:
    """Any home that fits."""
    chance = Random("any home")  # noqa: S311  a comparison, no secret
    return _in_order_of_arrival(setting, lambda _who, homes: chance.choice(homes))


def _in_order_of_arrival(setting: Setting, choose: Chooser) -> Plan:
    """References of the seeds are numbers in order of arrival."""
    plan = Plan(setting)
    arrived = sorted(plan.waiting, key=lambda who: setting.demands[who].reference)
    for who in arrived:
        if homes := indices_in(plan.options(who)):
            plan.give(who, Stay(choose(who, homes), setting.demands[who].nights))
    return plan
