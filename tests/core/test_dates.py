"""Nights and seasons."""

from datetime import date

import pytest

from core.dates import DateRange, is_in_season

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
def test_a_season_includes_its_months_and_may_run_over_the_new_year(month, first, last, inside):
    assert is_in_season(month, first, last) == inside
