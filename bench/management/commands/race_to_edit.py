"""Lets ten people change one trip two hundred times at the same moment, then all over again."""

import time
from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection

from bench.cases.trips import Group, browsers, large_group, press
from bench.tools.figures import Recorder
from bench.tools.load import Answer, Ask, at_once
from bench.tools.server import serving
from travel_stories.collaboration.choices import Outcome
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip

PEOPLE: Final = 10
EDITS: Final = 200
STEPS: Final = 30  # fewer than edits, so that many want the same one


class Command(BaseCommand):
    """Words, moves and new steps, all written on what the plan was before."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """None may be lost: each is applied, or shown as a conflict and kept aside."""
        keep = Recorder("workshop", fresh=False)
        group = large_group(steps=STEPS, members=PEOPLE)
        edits = edits_of(group)
        label = f"{EDITS} edits by {PEOPLE} at once on {connection.vendor}"
        with serving(workers=2, connections=EDITS) as server:
            began = time.perf_counter()
            statuses = outcomes(at_once(server.port, edits))
            seconds = round(time.perf_counter() - began, 2)
            written = state_of(group.trip)
            again = outcomes(at_once(server.port, edits))
            after = state_of(group.trip)
        keep.exactly(f"{label}: applied or conflict", statuses[302] + statuses[409], "", EDITS)
        keep.exactly(
            f"{label}: applied as told", written[Outcome.APPLIED] - STEPS, "", statuses[302]
        )
        keep.exactly(f"{label}: kept aside as told", written[Outcome.CONFLICT], "", statuses[409])
        keep.exactly(f"{label}: gaps in the numbers", gaps_in(group.trip), "", 0)
        keep.exactly(
            f"{label}: answers that differ the second time", differ(statuses, again), "", 0
        )
        keep.exactly(f"{label}: written the second time", sum((after - written).values()), "", 0)
        keep.note(f"{label}: conflicts", statuses[409], "")
        keep.note(f"{label}: until the last answer", seconds, "s")


def edits_of(group: Group) -> list[Ask]:
    """Three of four change words, of the others half move a step and half add one."""
    edits = []
    members = cycle(browsers(group))
    for number, member, step in zip(range(EDITS), members, cycle(group.steps), strict=False):
        if number % 8 == 0:
            words = {"title": f"New {number}", "day": "1"}
            edits.append(press(group, member, "step-add", based_on=0, **words))
        elif number % 8 == 4:
            moved = {"to": "2:"}
            edits.append(
                press(group, member, "step-move", step.public_id, based_on=step.placed, **moved)
            )
        else:
            words = {"title": f"Words {number}", "mode": step.mode}
            edits.append(
                press(group, member, "step-change", step.public_id, based_on=step.version, **words)
            )
    return edits


def outcomes(answers: Sequence[Answer]) -> Counter[int]:
    """By status: 302 is done, 409 shows two versions, anything else was lost."""
    return Counter(answer.status for answer in answers)


def state_of(trip: Trip) -> Counter[str]:
    """What the line of changes holds, by outcome."""
    return Counter(Change.objects.filter(trip=trip).values_list("outcome", flat=True))


def gaps_in(trip: Trip) -> int:
    """Numbers that nobody has."""
    trip.refresh_from_db()
    return trip.last_number - Change.objects.filter(trip=trip).count()


def differ(first: Counter[int], second: Counter[int]) -> int:
    """How many were told something else."""
    return sum((first - second).values())
