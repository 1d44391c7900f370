"""Opening hours in words."""

from datetime import time

import pytest
from django.utils.translation import override

from core.values.opening_hours import OpeningPeriod
from hosting.offers.presenters.opening_hours import (
    OpeningLine,
    OpeningSeason,
    format_open_days,
    format_opening_hours,
    format_weekdays,
    opening_seasons,
)

WORKDAYS = (0, 1, 2, 3, 4)
SHOP = (
    OpeningPeriod(WORKDAYS, time(14), time(18)),
    OpeningPeriod(WORKDAYS, time(9), time(12, 30)),
    OpeningPeriod((5,), time(9), time(12), note="Ring the bell."),
)


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        (range(7), "Every day", "Tous les jours"),
        ((1, 2, 3, 4, 5, 6), "Every day except Monday", "Tous les jours sauf le lundi"),
        (WORKDAYS, "Monday to Friday", "Du lundi au vendredi"),
        ((5, 6), "Saturday and Sunday", "Le samedi et le dimanche"),
        ((0, 1, 2, 5), "Monday to Wednesday and Saturday", "Du lundi au mercredi et le samedi"),
        ((6,), "Sunday", "Le dimanche"),
    ],
    ids=["all", "all-but-one", "workdays", "weekend", "some", "one"],
)
def test_format_weekdays_names_days_as_one_says_them(days, english, french):
    with override("en"):
        assert format_weekdays(days) == english
    with override("fr"):
        assert format_weekdays(days) == french


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Monday to Friday, 09:00 to 12:30 and 14:00 to 18:00 · Saturday, 09:00 to 12:00",
        ),
        (
            "fr",
            "Du lundi au vendredi, de 9 h à 12 h 30 et de 14 h à 18 h · Le samedi, de 9 h à 12 h",
        ),
    ],
    ids=["en", "fr"],
)
def test_format_opening_hours_groups_days_with_the_same_hours(language, words):
    with override(language):
        assert format_opening_hours(SHOP).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (time(20), time(2), "Friday, 20:00 to 02:00 the next day"),
        (time(20), time(0), "Friday, 20:00 to midnight"),
        (time(0), time(0), "Friday, day and night"),
    ],
    ids=["past-midnight", "midnight", "whole-day"],
)
def test_format_opening_hours_says_where_a_night_ends(opens, closes, words):
    night = OpeningPeriod((4,), opens, closes, closes_next_day=True)

    assert format_opening_hours([night]) == words


def test_opening_seasons_puts_the_whole_year_first():
    summer = OpeningPeriod((6,), time(10), time(12), season=(4, 10))

    assert opening_seasons([summer, SHOP[2]]) == (
        OpeningSeason("", (OpeningLine("Saturday", "09:00 to 12:00", "Ring the bell."),)),
        OpeningSeason("April to October", (OpeningLine("Sunday", "10:00 to 12:00"),)),
    )


def test_format_open_days_joins_all_seasons():
    summer = OpeningPeriod((6,), time(10), time(12), season=(7, 7))

    assert format_open_days([*SHOP, summer]) == "Every day"
    assert format_opening_hours([summer]) == "July · Sunday, 10:00 to 12:00"
    assert opening_seasons([]) == ()
