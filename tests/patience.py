"""How long a test waits for what has to come: on a slow machine `TEST_PATIENCE` times as long.

Only for what ends a wait that a faster machine never sees the end of. A time that is itself what a
test is about stays as it is, and so does one in which nothing may happen: it would take the longer.
"""

import math
import os

import pytest

VARIABLE = "TEST_PATIENCE"


def patience(seconds: float) -> float:
    """So many seconds on a usual machine."""
    return seconds * _factor()


def milliseconds(seconds: float) -> float:
    """The same for Playwright."""
    return 1000 * patience(seconds)


def _factor() -> float:
    said = os.environ.get(VARIABLE, "1")
    try:
        factor = float(said)
    except ValueError:
        factor = math.nan
    if not (math.isfinite(factor) and factor > 0):
        raise pytest.UsageError(f"{VARIABLE} has to be a number above 0, such as 4, not {said!r}")
    return factor
