"""How far the long tests go: a part of the way in each run, all of it by `make test-exhaustive`."""

import os

import pytest

IS_EXHAUSTIVE = os.environ.get("TEST_EXHAUSTIVE") == "1"


def size(short, *, exhaustive):
    """This size in every run of the tests, and that one where somebody asks for all of it."""
    return exhaustive if IS_EXHAUSTIVE else short


def other_case(*values, id):
    """A case of a long walk in the other language and width, for the exhaustive run alone."""
    return pytest.param(*values, id=id, marks=pytest.mark.exhaustive)
