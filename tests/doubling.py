"""Twice the input may take at most about twice the work: no text or file can stop a process.

The one kind of test that measures time: time of the processor, which a busy machine leaves alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from time import process_time
from typing import Any, Final

from django.core.exceptions import ValidationError

from core.errors import DomainError

MEASURABLE: Final = 0.01  # seconds that the smaller input has to take
ROUNDS: Final = 3
MORE_ROUNDS: Final = 25  # where the first ones say that it grows too fast
MOST: Final = 3.0  # a quadratic function reaches 4


def growth(
    work: Callable[[Any], Any], make: Callable[[int], Any], size: int, *, rounds: int = ROUNDS
) -> float:
    """How much longer `work(make(2 * size))` takes than `work(make(size))`: 2.0 is linear.

    Each side is the least of all rounds. A round repeats work that is too short to be measured.
    Inputs are made once, so `work` must leave them as they are; refusals count as answers.
    """
    small, large = make(size), make(2 * size)
    # The first call may be a slow one, and too few repetitions would measure the machine.
    once = max(min(_seconds(work, small, 1) for _ in range(3)), 1e-6)
    times = ceil(MEASURABLE / once)
    gc.disable()  # a collection falls into one round and not into another
    try:
        measured = [
            (_seconds(work, small, times), _seconds(work, large, times)) for _ in range(rounds)
        ]
    finally:
        gc.enable()
    return min(long for _short, long in measured) / min(short for short, _long in measured)


def assert_linear(work: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> None:
    """In more rounds where a busy machine may have slowed all few rounds of one side."""
    grown = growth(work, make, size)
    if grown > MOST:
        grown = growth(work, make, size, rounds=MORE_ROUNDS)

    assert grown <= MOST, f"twice the size takes {grown:.1f} times as long"


def _seconds(work: Callable[[Any], Any], given: Any, times: int) -> float:
    start = process_time()
    for _ in range(times):
        with suppress(DomainError, ValidationError, ValueError):
            work(given)
    return process_time() - start
