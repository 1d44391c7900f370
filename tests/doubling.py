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

MEASURABLE: Final = 0.02  # seconds that the smaller input has to take
ROUNDS: Final = 5
MOST: Final = 3.0  # a quadratic function reaches 4


def growth(work: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> float:
    """How much longer `work(make(2 * size))` takes than `work(make(size))`: 2.0 is linear.

    Each side is the least of five rounds. A round repeats work that is too short to be measured.
    Inputs are made once, so `work` must leave them as they are; refusals count as answers.
    """
    small, large = make(size), make(2 * size)
    once = max(_seconds(work, small, 1), 1e-6)
    times = ceil(MEASURABLE / once)
    gc.disable()  # a collection falls into one round and not into another
    try:
        rounds = [
            (_seconds(work, small, times), _seconds(work, large, times)) for _ in range(ROUNDS)
        ]
    finally:
        gc.enable()
    return min(long for _short, long in rounds) / min(short for short, _long in rounds)


def assert_linear(work: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> None:
    grown = growth(work, make, size)

    assert grown <= MOST, f"twice the size takes {grown:.1f} times as long"


def _seconds(work: Callable[[Any], Any], given: Any, times: int) -> float:
    start = process_time()
    for _ in range(times):
        with suppress(DomainError, ValidationError, ValueError):
            work(given)
    return process_time() - start
