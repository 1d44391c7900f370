"""Weeks as they are published: without small numbers (tests/core/values/test_suppression.py)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from emergency.figures.choices import Measure
from emergency.figures.models import DailyFigure
from emergency.figures.selectors.published import (
    PublishedWeek,
    published_sums,
    published_weeks,
)
from tests.factories.emergency import ActivationFactory, CategoryFactory


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
