"""Houses the people of the seeds by every rule, and counts who has a roof."""

from __future__ import annotations

import resource
import statistics
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.management.base import BaseCommand

from bench.cases.baseline import any_first, nearest_first
from bench.tools.figures import Recorder
from emergency.matching.engine import improve_by_solver, match, match_by_assignment, match_greedily
from emergency.matching.market import Market
from emergency.matching.plans import Plan, Setting
from emergency.simulation.seeds import GROUPS, Seed, make_seed

SIZES: Final = (
    *((50, 60), (50, 150), (200, 200), (200, 600), (500, 500), (500, 1500)),
    *((1000, 1000), (1000, 3000), (1000, 8000), (2000, 6000)),
)
MANY, FEW, UP_TO = 10, 4, 500  # seeds: ten for at most 500 requests, four above
COMPARED: Final = (500, 1500)
SOLVED: Final = 250_000  # requests times homes: beyond, the solver gives up at once
LARGEST: Final = (2000, 6000)
RULES: Final[dict[str, Callable[[Setting], Plan]]] = {
    "any": any_first,
    "nearest": nearest_first,
    "net": match_greedily,
    "assignment": match_by_assignment,
}


@dataclass(frozen=True, slots=True)
class Count:
    """Of one rule on one seed."""

    people: int
    housed: int
    groups: dict[str, tuple[int, int]]  # members, and how many of them are housed

    @property
    def share(self) -> float:
        """In points of a hundred."""
        return 100 * self.housed / self.people


class Command(BaseCommand):
    """`measure_matching`, or `measure_matching --sizes 500x1500` for some of it."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which sizes, as requests x homes."""
        parser.add_argument(
            "--sizes", nargs="*", default=["x".join(map(str, one)) for one in SIZES]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Size after size, twice: one stay for each home, then stays one after the other."""
        self.keep = Recorder("matching", fresh=False)
        for size in options["sizes"]:
            requests, homes = (int(number) for number in size.split("x"))
            seeds = range(MANY if requests <= UP_TO else FEW)
            made = [make_seed(seed, requests=requests, homes=homes) for seed in seeds]
            if (requests, homes) == LARGEST:
                self.hurry(made)
            self.measure((requests, homes), made, reuse=False)
            self.measure((requests, homes), made, reuse=True)

    def measure(self, size: tuple[int, int], seeds: list[Seed], *, reuse: bool) -> None:
        """Every rule on the same people, seed by seed."""
        on = f"{size[0]} requests, {size[1]} homes, {'stays in turn' if reuse else 'one stay each'}"
        counts: dict[str, list[Count]] = defaultdict(list)
        for seed in seeds:
            setting = Setting(seed.market if reuse else one_stay_each(seed.market))
            for name, rule in RULES.items():
                counts[name].append(count(seed, rule(setting)))
        for name, counted in counts.items():
            share = statistics.fmean(one.share for one in counted)
            self.keep.note(f"{on}: people housed, {name}", round(share, 1), "%")
        if reuse and size[0] * size[1] <= SOLVED:
            improved = [
                count(seed, improve_by_solver(match_by_assignment(Setting(seed.market))))
                for seed in seeds
            ]
            share = statistics.fmean(one.share for one in improved)
            self.keep.note(f"{on}: people housed, solver", round(share, 1), "%")
        self.compare(on, counts, wanted=10 if size == COMPARED else None)
        self.groups(on, counts)

    def compare(self, on: str, counts: dict[str, list[Count]], *, wanted: int | None) -> None:
        """Paired by seed: seeds differ far more than rules do."""
        ours, net, nearest = counts["assignment"], counts["net"], counts["nearest"]
        fewer = sum(one.housed < other.housed for one, other in zip(ours, net, strict=True))
        self.keep.exactly(f"{on}: seeds with fewer people than the net", fewer, "seeds", 0)
        gains = [one.share - other.share for one, other in zip(ours, nearest, strict=True)]
        mean, name = round(statistics.fmean(gains), 1), f"{on}: above nearest first"
        if wanted:
            self.keep.at_least(name, mean, "points", wanted)
            self.keep.note(f"{name}, the least of all seeds", round(min(gains), 1), "points")
        else:
            self.keep.note(name, mean, "points")

    def groups(self, on: str, counts: dict[str, list[Count]]) -> None:
        """All seeds together: of some groups there are one or two in each."""
        shares = {
            rule: {name: together(counts[rule], name) for name in GROUPS}
            for rule in ("nearest", "net", "assignment")
        }
        nearest, net, ours = shares["nearest"], shares["net"], shares["assignment"]
        for name in GROUPS:
            self.keep.note(f"{on}: {name}, nearest first", round(nearest[name], 1), "%")
            self.keep.note(f"{on}: {name}, assignment", round(ours[name], 1), "%")
        lost = max(0.0, *(round(net[name] - ours[name], 2) for name in GROUPS))
        self.keep.at_most(f"{on}: most that a group loses against the net", lost, "points", 1)

    def hurry(self, seeds: list[Seed]) -> None:
        """The whole answer with its reasons, and what the process weighed at most."""
        slowest = worked = 0.0
        for seed in seeds:
            began, worked_before = time.perf_counter(), time.process_time()
            match(seed.market)
            slowest = max(slowest, time.perf_counter() - began)
            worked = max(worked, time.process_time() - worked_before)
        self.keep.at_most("2000 requests, 6000 homes: whole answer, slowest", slowest, "s", 5)
        self.keep.note("2000 requests, 6000 homes: processor time of it", worked, "s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.keep.at_most("2000 requests, 6000 homes: memory", round(peak), "MiB", 1024)


def one_stay_each(market: Market) -> Market:
    """As if every host could be asked only once."""
    return replace(market, supplies=tuple(replace(one, asks_left=1) for one in market.supplies))


def count(seed: Seed, plan: Plan) -> Count:
    """People, not requests."""
    people = {one.reference: one.sleepers.people for one in seed.market.demands}
    housed = {plan.setting.demands[who].reference for who in plan.stays}

    def sum_of(references: Iterable[str]) -> int:
        return sum(people[reference] for reference in references)

    groups = {
        name: (sum_of(members), sum_of(members & housed)) for name, members in seed.groups.items()
    }
    return Count(sum(people.values()), sum_of(housed), groups)


def together(counts: list[Count], group: str) -> float:
    """The share of a group over all seeds, in points of a hundred."""
    members = sum(one.groups[group][0] for one in counts)
    return 100 * sum(one.groups[group][1] for one in counts) / max(members, 1)
