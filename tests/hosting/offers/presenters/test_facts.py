"""Short facts of a page, and units with their beds."""

import pytest

from hosting.offers.choices.lists import Bathroom, BedKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.stays import Stay, UnitBed
from hosting.offers.presenters.facts import (
    Fact,
    UnitSummary,
    format_distance,
    format_duration,
    page_facts,
    units_of,
)
from tests.factories.hosting import UnitFactory


def labels(offer, units=()):
    return [fact.label for fact in page_facts(offer, units)]


def test_a_stay_says_how_many_when_and_how_long():
    stay = Stay(min_nights=2, max_nights=14, party_min=2, notice_days=3, season_until=10)

    assert list(page_facts(stay, [UnitSummary(1, "The house", 4, "", "")])) == [
        Fact("people", "up to 4 people"),
        Fact("clock", "arrive from 16:00, leave by 11:00"),
        Fact("calendar", "minimum 2 nights"),
        Fact("calendar", "maximum 14 nights"),
        Fact("people", "for 2 people or more"),
        Fact("sun", "open from January to October"),
        Fact("bell", "ask at least 3 days ahead"),
    ]


def test_an_activity_says_how_long_for_whom_and_what_to_bring():
    activity = Activity(
        language="en",
        duration_minutes=150,
        party_max=8,
        minimum_age=3,
        is_on_request=True,
        bring="boots",
        notice_days=1,
    )

    assert labels(activity) == [
        "2 h 30",
        "up to 8 people",
        "aged 3 and over",
        "on request",
        "bring: boots",
        "ask at least 1 day ahead",
    ]


def test_products_and_tips_say_when_to_come():
    assert labels(Product(opening="Saturdays", stock=0, notice_days=0)) == [
        "Saturdays",
        "none left at the moment",
    ]
    assert labels(Product(stock=3, notice_days=0)) == ["3 left"]
    assert labels(Tip(best_time="At dawn", notice_days=1)) == ["At dawn"]


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "0 m"), (320, "300 m"), (999, "1 km"), (1_000, "1 km"), (7_600, "8 km")],
)
def test_distances_are_rounded_as_one_says_them(metres, words):
    assert format_distance(metres) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45 min"), (60, "1 h"), (150, "2 h 30"), (65, "1 h 05")]
)
def test_durations_are_said_in_hours(minutes, words):
    assert format_duration(minutes) == words


@pytest.mark.django_db
def test_units_come_in_the_order_of_the_host_with_their_beds():
    second = UnitFactory(name="The attic", sort_order=2, sleeps=2, bathroom=Bathroom.NONE)
    first = UnitFactory(name="The blue room", stay=second.stay, sort_order=1, sleeps=4)
    UnitBed.objects.create(unit=first, kind=BedKind.DOUBLE)
    UnitBed.objects.create(unit=first, kind=BedKind.SINGLE, count=2)

    assert units_of(second.stay) == (
        UnitSummary(first.pk, "The blue room", 4, "1 double bed, 2 single beds", "Shared bathroom"),
        UnitSummary(second.pk, "The attic", 2, "", "No bathroom"),
    )
