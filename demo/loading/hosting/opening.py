"""When one may come: hours as they were published, or some that a producer could have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from core.values.opening_hours import OpeningPeriod
from demo.loading import dice, speech
from demo.records import Hours
from hosting.offers.models.opening_hours import OpeningHours

MORNING, AFTERNOON = ("09:00", "12:00"), ("14:00", "18:00")
ALL_YEAR = (0, 0)
INVENTED: tuple[tuple[Hours, ...], ...] = (
    (("5", "09:00", "12:30", *ALL_YEAR),),
    (("123456", *MORNING, *ALL_YEAR), ("123456", *AFTERNOON, *ALL_YEAR)),
    (("24", *AFTERNOON, *ALL_YEAR),),
    (("12345", *AFTERNOON, *ALL_YEAR), ("01234", "10:00", "12:00", 6, 9)),
    (),
)


def rows_of(hours: Iterable[Hours]) -> list[OpeningHours]:
    """As they are stored."""
    return OpeningHours.rows_from(_period(*one) for one in hours)


def hours_of_producer(published: tuple[Hours, ...], key: str) -> tuple[list[OpeningHours], str]:
    """Hours, and what a producer adds in words: the only thing where there are no hours."""
    hours = published or dice.pick(INVENTED, "hours", key)
    kind = "opening_note" if hours else "opening"
    return rows_of(hours), speech.say("fr", kind, key)


def _period(weekdays: str, opens: str, closes: str, first: int, last: int) -> OpeningPeriod:
    begins, ends = time.fromisoformat(opens), time.fromisoformat(closes)
    return OpeningPeriod(
        weekdays=tuple(map(int, weekdays)),
        opens=begins,
        closes=ends,
        closes_next_day=ends <= begins,
        season=(first, last) if first else None,
    )
