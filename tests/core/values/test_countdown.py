"""How long something may still wait."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.values.countdown import Countdown, countdown_between, format_duration

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("start", "end", "clock"),
    [
        (NOON - DAY, NOON + 3 * DAY, Countdown("3 days left", 0.75, "")),
        (NOON - 3 * DAY, NOON + DAY, Countdown("1 day left", 0.25, "")),
        (NOON - 9 * DAY, NOON + DAY / 4, Countdown("6 hours left", 0.25 / 9.25, "soon")),
        (NOON - DAY, NOON, Countdown("0 minutes late", 0.0, "late")),
        (NOON - 9 * DAY, NOON - 2 * DAY, Countdown("2 days late", 0.0, "late")),
        (NOON + DAY, NOON + 3 * DAY, Countdown("3 days left", 1.0, "")),
        (NOON - MINUTE, NOON + 5 * DAY - MINUTE, Countdown("5 days left", 1 - 1 / (5 * 1440), "")),
        (NOON, NOON + 29 * HOUR, Countdown("1 day left", 1.0, "")),
        (NOON, NOON + 3 * HOUR - MINUTE, Countdown("3 hours left", 1.0, "")),
        (NOON, NOON + 59 * MINUTE, Countdown("59 minutes left", 1.0, "")),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_clock_between_says_and_draws_what_is_left(start, end, clock):
    assert countdown_between(start, end) == clock


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=59), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(hours=24), "1 day"),
        (timedelta(days=40), "40 days"),
    ],
)
def test_time_in_words_names_the_largest_unit(time, words):
    assert format_duration(time) == words
