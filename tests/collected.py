"""What a run refuses of the tests it collected, before it begins."""

import re

import pytest

LONGEST_NAME = 70  # characters, of function and case


def refuse_long_names(names):
    """End the run before its first test: an hour later is late to learn of a name.

    Raises `pytest.UsageError`.
    """
    too_long = sorted({name for name in names if len(escaped_once(name)) > LONGEST_NAME})
    if too_long:
        raise pytest.UsageError(f"Names of more than {LONGEST_NAME} characters: {too_long}")


def escaped_once(name):
    """The name of a test as its first collection in this process knows it.

    Pytest escapes an id that a test gives itself once more in each collection.
    """
    return re.sub(r"\\+", r"\\", name)
