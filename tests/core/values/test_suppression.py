"""No number under five leaves, and none can be reckoned from the others: tried by brute force."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.suppression import FEWEST, suppress_small, suppressed_cells

MOST = 9


def possible(numbers, hidden):
    """Every table that looks the same from outside: same sum, same cells, zeros told as zeros."""
    total, size = sum(numbers), len(numbers)
    fewest = 0 if len(hidden) == size else 1
    choices = [
        range(fewest, total + 1) if place in hidden else (numbers[place],) for place in range(size)
    ]
    return [table for table in product(*choices) if sum(table) == total]


@given(st.lists(st.integers(0, MOST), min_size=1, max_size=4))
def test_no_small_number_can_be_reckoned_from_the_sum(numbers):
    if 0 < sum(numbers) < FEWEST:
        return  # then nothing is shown, see below
    hidden = suppressed_cells(numbers)

    tables = possible(numbers, hidden)

    for place, number in enumerate(numbers):
        if 0 < number < FEWEST:
            seen = {table[place] for table in tables}
            assert place in hidden
            assert len(seen) > 1
            assert max(seen) >= FEWEST  # it might as well be a large one


def test_suppressed_cells_hide_no_more_than_they_must():
    assert suppressed_cells([8, 0, 12]) == set()
    assert suppressed_cells([8, 4, 12]) == {0, 1}
    assert suppressed_cells([4, 4, 12]) == {0, 1}
    assert suppressed_cells([1, 1, 12, 30]) == {0, 1, 2}
    assert suppressed_cells([4, 1, 0]) == {0, 1, 2}


@pytest.mark.parametrize(
    ("numbers", "total", "shown"),
    [
        ({}, 0, {}),
        ({"a": 0, "b": 0}, 0, {"a": 0, "b": 0}),
        ({"a": 3, "b": 0}, None, {"a": None, "b": None}),
        ({"a": 5, "b": 0}, 5, {"a": 5, "b": 0}),
        ({"a": 9, "b": 4}, 13, {"a": None, "b": None}),
        ({"a": 9, "b": 4, "c": 30}, 43, {"a": None, "b": None, "c": 30}),
    ],
)
def test_suppress_small_shows_sum_and_numbers(numbers, total, shown):
    assert suppress_small(numbers) == (total, shown)


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 30), max_size=6))
def test_suppress_small_changes_no_number_that_it_shows(numbers):
    total, shown = suppress_small(numbers)

    assert total in {None, sum(numbers.values())}
    assert all(number in {None, numbers[key]} for key, number in shown.items())
    assert not {1, 2, 3, 4} & set(shown.values())
