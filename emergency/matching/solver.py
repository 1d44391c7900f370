"""Asks a mixed-integer solver whether all rounds together could house more: optional, never cold.

It begins from a finished plan, may only replace it by a better one, and gives up after so many
nodes: a number, not a time, so that the same market gets the same answer. Rounds can't weigh two
short stays in a home against a long one, nor two homes of a host who may be asked once; this can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from typing import Final

from emergency.matching.bitset import indices_in
from emergency.matching.nights import with_gap
from emergency.matching.plans import Plan, Setting, Stay

MOST_PAIRS: Final = 15_000  # beyond, even the first relaxation takes longer than it is worth
MOST_NODES: Final = 200
MOST_STEPS: Final = 200_000  # of the simplex method


@dataclass(frozen=True, slots=True)
class Pair:
    """A request in a home: what the solver says yes or no to."""

    who: int
    home: int


def is_available() -> bool:
    """Is the solver there? It is an extra: `uv sync --extra improving`."""
    return find_spec("highspy") is not None


def library() -> str:
    """Its name and version, kept with each answer."""
    return f"highspy {version('highspy')}"


def improve_plan(plan: Plan) -> Plan:
    """A better plan, or the same one: where nobody waits, or the market is too large to try."""
    if not plan.waiting or not is_available():
        return plan
    setting = plan.setting
    pairs = list(_pairs(plan))
    if not 0 < len(pairs) <= MOST_PAIRS:
        return plan
    # Priority before people. Costs are left to the rounds, which are exact in them.
    people = 1 + sum(demand.sleepers.people for demand in setting.demands)
    chosen = _solve(
        pairs,
        list(_limits(setting, pairs)),
        [
            setting.priorities[pair.who] * people + setting.demands[pair.who].sleepers.people
            for pair in pairs
        ],
        plan,
    )
    better = Plan(setting)
    for who, stays in plan.stays.items():
        if len(stays) > 1:  # moves are planned afterwards, and stay as they are
            better.give(who, *stays)
    for pair in chosen:
        better.give(pair.who, Stay(pair.home, setting.demands[pair.who].nights))
    return max(plan, better, key=Plan.score)


def _pairs(plan: Plan) -> Iterator[Pair]:
    """Everything that fits beside the stays that are split."""
    beginning = Plan(plan.setting)
    split = {who: stays for who, stays in plan.stays.items() if len(stays) > 1}
    for who, stays in split.items():
        beginning.give(who, *stays)
    for who in range(len(plan.setting.demands)):
        if who not in split:
            yield from (Pair(who, home) for home in indices_in(beginning.options(who)))


def _limits(setting: Setting, pairs: list[Pair]) -> Iterator[tuple[int, list[int]]]:
    """At most so many of these pairs, by number."""
    by_who, by_home, by_host = defaultdict(list), defaultdict(list), defaultdict(list)
    for number, pair in enumerate(pairs):
        by_who[pair.who].append(number)
        by_home[pair.home].append(number)
        by_host[setting.supplies[pair.home].host].append(number)
    yield from ((1, numbers) for numbers in by_who.values())
    for home, numbers in by_home.items():
        # Stays that all cover one night: looking at nights on which one begins is enough.
        gap = setting.calendar.gaps[home]
        spans = {one: with_gap(setting.demands[pairs[one].who].nights, gap) for one in numbers}
        begins: list[date] = sorted({span.check_in for span in spans.values()})
        covering = [
            [number for number, span in spans.items() if span.check_in <= night < span.check_out]
            for night in begins
        ]
        yield from ((1, together) for together, _ in groupby(covering) if len(together) > 1)
    yield from ((max(setting.asks_left[host], 0), numbers) for host, numbers in by_host.items())


def _solve(
    pairs: list[Pair], limits: list[tuple[int, list[int]]], worths: list[int], plan: Plan
) -> list[Pair]:
    numpy, highs = import_module("numpy"), import_module("highspy")
    solver = highs.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_max_nodes": MOST_NODES,
        "simplex_iteration_limit": MOST_STEPS,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
    }.items():
        solver.setOptionValue(name, value)
    width, height = len(worths), len(limits)
    model = highs.HighsLp()
    model.num_col_, model.num_row_ = width, height
    model.sense_ = highs.ObjSense.kMaximize
    model.col_cost_ = numpy.array(worths, dtype=float)
    model.col_lower_, model.col_upper_ = numpy.zeros(width), numpy.ones(width)
    model.row_lower_ = numpy.full(height, -highs.kHighsInf)
    model.row_upper_ = numpy.array([most for most, _ in limits], dtype=float)
    model.integrality_ = [highs.HighsVarType.kInteger] * width
    entries = [number for _, numbers in limits for number in numbers]
    model.a_matrix_.format_ = highs.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.cumsum([0, *(len(numbers) for _, numbers in limits)])
    model.a_matrix_.index_ = numpy.array(entries, dtype="int32")
    model.a_matrix_.value_ = numpy.ones(len(entries))
    solver.passModel(model)
    taken = {(who, stays[0].home) for who, stays in plan.stays.items() if len(stays) == 1}
    warm = [float((pair.who, pair.home) in taken) for pair in pairs]
    solver.setSolution(len(pairs), numpy.arange(len(pairs), dtype="int32"), numpy.array(warm))
    solver.run()
    values = solver.getSolution().col_value
    return [pair for pair, value in zip(pairs, values, strict=False) if value > 0.5]
