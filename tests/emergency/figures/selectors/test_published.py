"""No number under five leaves, and none can be reckoned from the others: tried by brute force."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from emergency.figures.choices import Measure
from emergency.figures.models import DailyFigure
from emergency.figures.selectors.published import (
    FEWEST,
    PublishedWeek,
    hidden_among,
    published_sums,
    published_weeks,
)
from tests.factories.emergency import ActivationFactory, CategoryFactory

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
        return  # then nothing of this week is told, see below
    hidden = hidden_among(numbers)

    tables = possible(numbers, hidden)

    for place, number in enumerate(numbers):
        if 0 < number < FEWEST:
            seen = {table[place] for table in tables}
            assert place in hidden
            assert len(seen) > 1
            assert max(seen) >= FEWEST  # it might as well be a large one


def test_hidden_among_hides_no_more_than_it_must():
    assert hidden_among([8, 0, 12]) == set()
    assert hidden_among([8, 4, 12]) == {0, 1}
    assert hidden_among([4, 4, 12]) == {0, 1}
    assert hidden_among([1, 1, 12, 30]) == {0, 1, 2}
    assert hidden_among([4, 1, 0]) == {0, 1, 2}


def figures(activation, week, numbers, measure=Measure.ASKED):
    """So many on the first and the last day of a week."""
    for category, number in numbers.items():
        for day, part in ((week, number - number // 2), (week + timedelta(days=6), number // 2)):
            DailyFigure.objects.create(
                activation=activation, day=day, measure=measure, category=category, number=part
            )


def last_monday(weeks_ago=1):
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) - timedelta(weeks=weeks_ago)


@pytest.mark.django_db
def test_published_weeks_add_days_up_and_hide_what_is_small():
    activation = ActivationFactory()
    one, two = (CategoryFactory(activation=activation) for _ in range(2))
    figures(activation, last_monday(2), {one: 9, two: 4})
    figures(activation, last_monday(1), {one: 3, two: 0})

    assert published_weeks(activation) == [
        PublishedWeek(last_monday(2), Measure.ASKED, 13, {one.pk: None, two.pk: None}),
        PublishedWeek(last_monday(1), Measure.ASKED, None, {one.pk: None, two.pk: None}),
    ]


@pytest.mark.django_db
def test_published_weeks_leave_the_running_week_out():
    activation = ActivationFactory()
    category = CategoryFactory(activation=activation)
    figures(activation, last_monday(0), {category: 50})

    assert published_weeks(activation) == []


@pytest.mark.django_db
def test_a_week_that_was_told_is_never_told_otherwise():
    activation = ActivationFactory()
    one, two = (CategoryFactory(activation=activation) for _ in range(2))
    figures(activation, last_monday(3), {one: 9, two: 4})
    before = published_weeks(activation)

    figures(activation, last_monday(2), {one: 20, two: 30})

    assert published_weeks(activation)[: len(before)] == before


@pytest.mark.django_db
def test_sums_are_those_of_what_is_shown():
    activation = ActivationFactory()
    category = CategoryFactory(activation=activation)
    figures(activation, last_monday(2), {category: 9})
    figures(activation, last_monday(1), {category: 4})

    assert published_sums(published_weeks(activation))[Measure.ASKED] == 9
