"""From a plan to its report: the whole simulation in one call."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from emergency.simulation.clock import freeze_time, seeded_public_ids
from emergency.simulation.event_loop import EventLoop
from emergency.simulation.report import Report, report_of
from emergency.simulation.run import SimulationPlan, SimulationRun
from emergency.simulation.seeds import TERMS


def simulate(plan: SimulationPlan, on_day: Callable[[int], object]) -> Report:
    """From the declaration to the closing; `on_day` hears how many days have passed."""
    names = Random(f"names {plan.seed}")  # noqa: S311  made-up data, no secret
    with freeze_time(TERMS.now) as clock, seeded_public_ids(names):
        run = SimulationRun(plan, EventLoop(clock, plan.seed))
        run.run(lambda moment: on_day((moment - run.began).days))
        return report_of(run)
