"""What the apps above add to an emergency. They register it when they start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commons.accounts.models import User
from core.registry import Registry
from emergency.activations.models.activations import Activation

type Perimeter = Callable[[User, Any], bool | None]
type Count = Callable[[Activation], int]

PERIMETERS = Registry[Perimeter]()
OPEN_CASES = Registry[Count]()
LIVE_STAYS = Registry[Count]()


def register_perimeter(is_within: Perimeter) -> Perimeter:
    """`is_within` says whether a coordinator looks after a subject; None if it has no perimeter."""
    return PERIMETERS.register(is_within)


def register_open_cases(count: Count) -> Count:
    """`count` says how many cases of an emergency keep it from closing."""
    return OPEN_CASES.register(count)


def register_live_stays(count: Count) -> Count:
    """`count` says how many stays of an emergency are agreed or under way."""
    return LIVE_STAYS.register(count)


def is_within_perimeter(person: User, subject: Any) -> bool | None:
    """The answer of the first perimeter that knows the subject; None where none does."""
    answers = (is_within(person, subject) for is_within in PERIMETERS)
    return next((answer for answer in answers if answer is not None), None)


def count_open_cases(activation: Activation) -> int:
    return sum(count(activation) for count in OPEN_CASES)


def count_live_stays(activation: Activation) -> int:
    return sum(count(activation) for count in LIVE_STAYS)
