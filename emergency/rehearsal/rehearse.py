"""From a plan to its report: the whole rehearsal in one call."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from emergency.rehearsal.clock import held_at, names_drawn_from
from emergency.rehearsal.play import Plan, Play
from emergency.rehearsal.report import Report, report_of
from emergency.rehearsal.seeds import TERMS
from emergency.rehearsal.stage import Stage


def rehearse(plan: Plan, told: Callable[[int], object]) -> Report:
    """From the declaration to the closing; `told` hears how many days have passed."""
    names = Random(f"names {plan.seed}")  # noqa: S311  made-up data, no secret
    with held_at(TERMS.now) as clock, names_drawn_from(names):
        play = Play(plan, Stage(clock, plan.seed))
        play.run(lambda moment: told((moment - play.began).days))
        return report_of(play)
