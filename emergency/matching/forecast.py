"""Who may come next, before anybody has: without it the first to ask take what others will need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final

from core.values.dates import DateRange
from core.values.geo import Point
from emergency.matching.market import DAY, Demand, Means, Shift

ON_THEIR_OWN: Final = frozenset({Means.WALK, Means.BIKE, Means.TRANSIT})
USUAL: Final = ((20, DAY), (30, Shift(time(21), time(7))))  # minutes at most, hours of work
USUAL_NIGHTS: Final = 14


def expected_demands(works: Iterable[Point], *, on: date) -> tuple[Demand, ...]:
    """Two people without a car at each place of work: one by day, one by night.

    For the `lately` of a market, beside the requests of the last days.
    """
    nights = DateRange(on, on + timedelta(days=USUAL_NIGHTS))
    return tuple(
        Demand(
            reference=f"expected {number} {minutes}",
            work=work,
            nights=nights,
            longest_minutes=minutes,
            means=ON_THEIR_OWN,
            shifts=(shift,),
        )
        for number, work in enumerate(works)
        for minutes, shift in USUAL
    )
