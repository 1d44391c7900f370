"""Lets people say yes to the same roofs through a real server, and counts what became of it."""

import time
from argparse import ArgumentParser
from collections import Counter
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.models import Count

from bench.cases import rivals
from bench.cases.acceptances import offered, outcome, saying_yes
from bench.tools.figures import Recorder
from bench.tools.load import MOST_AT_ONCE, at_once
from bench.tools.server import Server, serving
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState
from hosting.calendars.models import NightHold


class Command(BaseCommand):
    """`race_to_accept 10000 500 --control 400 20`: people, homes."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many people over how many homes, with lock and key and without."""
        parser.add_argument("people", type=int)
        parser.add_argument("homes", type=int)
        parser.add_argument("--control", type=int, nargs=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """A thousand speak at the same moment, then the next thousand."""
        self.keep = Recorder("accepting", fresh=False)
        people, homes = options["people"], options["homes"]
        with serving(workers=2) as server:
            self.race(server, people, homes)
        if options["control"]:
            unlocked = {"BENCH_WITHOUT_LOCKS": "1"}
            with rivals.without_keys(), serving(workers=2, environment=unlocked) as server:
                self.control(server, *options["control"])

    def race(self, server: Server, people: int, homes: int) -> None:
        """Each home has one winner; nobody is lost, nobody gets an error for an answer."""
        on = f"{people} people for {homes} homes on {connection.vendor}"
        proposals = offered(people, homes=homes)
        began, used = time.perf_counter(), server.worker_seconds()
        counts = self.say_yes(server, proposals)
        seconds, worked = time.perf_counter() - began, server.worker_seconds() - used
        keep = self.keep
        keep.exactly(f"{on}: agreed", counts["agreed"], "", homes)
        keep.exactly(f"{on}: refused with a sentence", counts["refused"], "", people - homes)
        broken = sum(counts.values()) - counts["agreed"] - counts["refused"]
        keep.exactly(f"{on}: broken answers", broken, "", 0)
        keep.exactly(f"{on}: homes given twice", twice(proposals), "homes", 0)
        keep.exactly(f"{on}: nights held", nights(proposals), "nights", 7 * homes)
        keep.exactly(f"{on}: requests lost", lost(proposals, homes), "requests", 0)
        keep.note(f"{on}: until the last answer", round(seconds, 1), "s")
        keep.note(f"{on}: processor time of the server", round(worked, 1), "s")

    def control(self, server: Server, people: int, homes: int) -> None:
        """Without lock and key some home has two winners, or this could not see a mistake."""
        proposals = offered(people, homes=homes)
        self.say_yes(server, proposals)
        label = (
            f"control without lock and key, {people} people for {homes} homes: homes given twice"
        )
        self.keep.at_least(label, twice(proposals), "homes", 1)

    def say_yes(self, server: Server, proposals: list[Proposal]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for some in batched(proposals, MOST_AT_ONCE):
            counts.update(map(outcome, at_once(server.port, [saying_yes(one) for one in some])))
        return counts


def twice(proposals: list[Proposal]) -> int:
    """What the database says, whatever people were told."""
    placed = Placement.objects.filter(activation=proposals[0].activation)
    return placed.values("offer").annotate(n=Count("pk")).filter(n__gt=1).count()


def nights(proposals: list[Proposal]) -> int:
    units = {one.offer.unit_id for one in proposals}
    return NightHold.objects.filter(unit__in=units).count()


def lost(proposals: list[Proposal], homes: int) -> int:
    """Winners are confirmed, all others go on with their next action: nobody is anything else."""
    mine = HousingRequest.objects.filter(activation=proposals[0].activation)
    confirmed = mine.filter(state=RequestState.CONFIRMED, placements__isnull=False).count()
    waiting = mine.filter(state=RequestState.PROPOSED, next_action_at__isnull=False).count()
    return len(proposals) - min(confirmed, homes) - waiting
