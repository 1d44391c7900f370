"""The smallest request and home that fit each other; a test names only what it is about."""

from datetime import UTC, date, datetime, time, timedelta

from core.values.dates import DateRange
from core.values.geo import Point
from emergency.matching.market import Demand, Market, Means, Shift, Supply, Terms
from emergency.matching.weights import Weights

FIRST = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)
HOSPITAL = Point(47.39, 0.69)
BY_CAR = frozenset({Means.CAR})
ON_FOOT = frozenset({Means.WALK})
DAYTIME = (Shift(time(10), time(15)),)


def nights(start, length):
    """From the so manieth day of March on."""
    return DateRange(FIRST + timedelta(days=start), FIRST + timedelta(days=start + length))


def at(kilometres):
    """North of the hospital."""
    return Point(HOSPITAL.latitude + kilometres / 111.195, HOSPITAL.longitude)


def a_request(reference="R1", **given):
    usual = {
        "work": HOSPITAL,
        "nights": nights(2, 7),
        "longest_minutes": 40,
        "means": BY_CAR,
        "shifts": DAYTIME,
    }
    return Demand(reference=reference, **usual | given)


def a_home(reference="H1", **given):
    usual = {
        "host": f"host of {reference}",
        "point": at(3),
        "windows": (nights(0, 30),),
        "fresh_until": NOW + timedelta(days=1),
    }
    return Supply(reference=reference, **usual | given)


def a_market(demands, supplies, *, terms=None, weights=None, tie_break_seed=""):
    return Market(
        demands=tuple(demands),
        supplies=tuple(supplies),
        terms=terms or Terms(now=NOW),
        weights=weights or Weights(),
        tie_break_seed=tie_break_seed,
    )
