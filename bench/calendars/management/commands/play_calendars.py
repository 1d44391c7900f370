"""Plays 60 days of a unit that is booked here and on two other sites, which read each other."""

import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from django.core.management.base import BaseCommand

from bench.calendars.platforms import CLOSED, RESERVED
from bench.calendars.play import NO_FAULTS, Tally, Temper, play, random_acts
from bench.tools.figures import Recorder
from bench.tools.fixtures import count_on

DAYS: Final = 60
TEMPERS: Final = (
    Temper(),
    replace(Temper(), own_uids=(False, False), redraws=(False, False)),
    replace(Temper(), words=(CLOSED, RESERVED), redraws=(True, False), every=(1, 2)),
)
WORDS: Final = {
    "freed_by_error": "nights freed by an error",
    "freed_too_soon": "nights freed before two good fetches an hour apart",
    "re_exported": "nights of others in our feed",
    "came_back": "nights of ours that came back",
    "apart": "nights on which somebody disagrees after ten idle hours",
}
NOTED: Final = (
    *("fetches", "errors", "book", "move", "cancel", "hold", "release", "close", "trouble"),
    *("host asked", "nights freed", "not modified", "stays made of a window"),
)


class Command(BaseCommand):
    """`play_calendars`, or `play_calendars --days 7` for a look."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS)

    def handle(self, *args: Any, **options: Any) -> None:
        """With three kinds of sites; faults are added up."""
        keep, hours = Recorder("calendars", fresh=False), 24 * options["days"]
        label = f"{len(TEMPERS)} times {options['days']} days"
        began = time.process_time()
        count_on()
        tallies = [
            play(random_acts(seed, hours=hours), hours=hours, temper=temper)
            for seed, temper in enumerate(TEMPERS)
        ]
        for name in NO_FAULTS:
            found = sum(tally.faults[name] for tally in tallies)
            keep.exactly(f"{label}: {WORDS[name]}", found, "nights", 0)
        counted = total_of(tallies)
        for name in NOTED:
            keep.note(f"{label}: {name}", counted[name], "")
        keep.note(f"{label}: processor time", round(time.process_time() - began), "s")


def total_of(tallies: list[Tally]) -> Counter[str]:
    return sum((tally.count for tally in tallies), Counter())
