"""What a run refuses of the tests it collected, before it begins."""

import pytest

LONGEST_NAME = 70  # characters, of function and case


def refuse_long_names(names):
    """End the run before its first test: an hour later is late to learn of a name.

    Raises `pytest.UsageError`.
    """
    too_long = sorted({name for name in names if len(name) > LONGEST_NAME})
    if too_long:
        raise pytest.UsageError(f"Names of more than {LONGEST_NAME} characters: {too_long}")
