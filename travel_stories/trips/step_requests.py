"""Requests that a member could attach to steps of the plan; the app that asks hosts finds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.registry import Registry
from hosting.requests.models.requests import Request
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step

type StepRequestFinder = Callable[[TripMember, Sequence[Step]], dict[int, Request]]

_finders = Registry[StepRequestFinder]()


def register_step_requests(finder: StepRequestFinder) -> None:
    """`finder(member, steps)` gives requests by the key of the step that each of them fits."""
    _finders.register(finder)


def attachable_by_step(me: TripMember, steps: Sequence[Step]) -> dict[int, Request]:
    found: dict[int, Request] = {}
    for finder in _finders:
        found |= finder(me, steps)
    return found
