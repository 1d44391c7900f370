"""The solver by itself, against trying everything."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.matching import assignment
from emergency.matching.assignment import Row, solve

pytestmark = pytest.mark.skipif(not assignment.is_available(), reason="needs the numeric library")
entries = st.dictionaries(st.integers(0, 4), st.sampled_from([-3_000, 0, 1, 7, 50_000]), max_size=5)
tables = st.lists(st.tuples(st.integers(1, 3), entries), min_size=1, max_size=5)


def rows_of(table):
    return [Row(level, list(entries), list(entries.values())) for level, entries in table]


@settings(max_examples=100, deadline=None)
@given(table=tables)
def test_solve_puts_levels_before_costs_before_lots_like_trying_everything(table):
    given_columns = solve(rows_of(table))

    assert _worth(table, given_columns) == max(
        _worth(table, way)
        for way in set(permutations([*range(5), *[None] * len(table)], len(table)))
        if all(column is None or column in one for (_, one), column in zip(table, way, strict=True))
    )


def _worth(table, columns):
    """How many of each level, the highest first; then cost; then who came first in the lots."""
    housed = tuple(column is not None for column in columns)
    levels = [level for (level, _), has_one in zip(table, housed, strict=True) if has_one]
    pairs = zip(table, columns, strict=True)
    cost = sum(entries[column] for (_, entries), column in pairs if column is not None)
    return (*(levels.count(level) for level in (3, 2, 1)), -cost, housed)


@settings(max_examples=60, deadline=None)
@given(table=tables)
def test_solve_gives_no_column_twice(table):
    columns = solve(rows_of(table))

    had = [column for column in columns if column is not None]
    assert len(had) == len(set(had))


def test_solve_refuses_what_floating_point_could_not_hold_exactly():
    rows = [Row(1, [0], [0]), Row(1, [0], [2**53])]

    with pytest.raises(OverflowError):
        solve(rows)


def test_solve_of_nothing_is_nothing():
    assert solve([]) == []
    assert solve([Row(1, [], []), Row(1, [], [])]) == [None, None]
