"""Nights and seasons."""

from datetime import date

import pytest

from core.values.dates import DateRange, add_months, in_season, is_in_season, season_dates
from hosting.offers.models.stays import Stay
from tests.factories.hosting import StayFactory
from travel_stories.stories.choices import Season

MAY = DateRange(date(2027, 5, 3), date(2027, 5, 6))


def test_a_range_has_its_nights_and_not_the_morning_after():
    assert MAY.nights == [date(2027, 5, 3), date(2027, 5, 4), date(2027, 5, 5)]
    assert len(MAY) == 3


@pytest.mark.parametrize("check_out", [date(2027, 5, 3), date(2027, 5, 2)])
def test_a_range_has_at_least_one_night(check_out):
    with pytest.raises(ValueError, match="at least one night"):
        DateRange(date(2027, 5, 3), check_out)


@pytest.mark.parametrize(
    ("first", "last", "overlaps"), [(5, 9, True), (6, 9, False), (1, 3, False), (1, 4, True)]
)
def test_ranges_overlap_when_they_share_a_night(first, last, overlaps):
    assert MAY.overlaps(DateRange(date(2027, 5, first), date(2027, 5, last))) == overlaps


@pytest.mark.parametrize(
    ("month", "first", "last", "inside"),
    [(4, 4, 10, True), (10, 4, 10, True), (11, 4, 10, False), (1, 11, 3, True), (6, 11, 3, False)],
)
def test_a_season_may_run_over_the_new_year(month, first, last, inside):
    assert is_in_season(month, first, last) == inside


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "last"), [(4, 10), (11, 3), (6, 6), (1, 12)])
def test_a_database_knows_seasons_as_we_do(first, last):
    StayFactory(season_from=first, season_until=last)

    for month in range(1, 13):
        inside = is_in_season(month, first, last)
        assert Stay.objects.filter(in_season([month])).exists() == inside


def test_each_season_has_three_months_and_winter_runs_over_the_new_year():
    assert [season.months for season in Season] == [(3, 4, 5), (6, 7, 8), (9, 10, 11), (12, 1, 2)]


@pytest.mark.parametrize(
    ("months", "first"),
    [(0, date(2026, 11, 1)), (2, date(2027, 1, 1)), (-11, date(2025, 12, 1))],
)
def test_add_months__is_the_first_day_of_a_month_of_any_year(months, first):
    assert add_months(date(2026, 11, 29), months) == first


@pytest.mark.parametrize(
    ("months", "today", "first", "last"),
    [
        ((4, 10), date(2027, 6, 1), date(2027, 4, 1), date(2027, 11, 1)),
        ((4, 10), date(2027, 2, 1), date(2027, 4, 1), date(2027, 11, 1)),
        ((4, 10), date(2027, 12, 1), date(2028, 4, 1), date(2028, 11, 1)),
        ((11, 3), date(2027, 2, 1), date(2026, 11, 1), date(2027, 4, 1)),
        ((11, 3), date(2027, 12, 1), date(2027, 11, 1), date(2028, 4, 1)),
        ((11, 3), date(2027, 6, 1), date(2027, 11, 1), date(2028, 4, 1)),
        ((12, 12), date(2027, 12, 9), date(2027, 12, 1), date(2028, 1, 1)),
    ],
)
def test_season_dates_are_of_now_or_next(months, today, first, last):
    assert season_dates(*months, today=today) == DateRange(first, last)
