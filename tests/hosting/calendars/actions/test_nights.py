"""Opening and closing nights."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commons.audit.models import AuditEntry
from core.values.dates import DateRange
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.errors import NightsHeldError
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.signals import calendar_changed
from hosting.calendars.states import DayState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, UnitFactory

pytestmark = pytest.mark.django_db

START = date(2027, 5, 1)


def nights(first, last):
    return DateRange(START + timedelta(days=first), START + timedelta(days=last))


def periods_of(unit):
    return [
        ((period.check_in - START).days, (period.check_out - START).days, period.state)
        for period in CalendarPeriod.objects.filter(unit=unit)
    ]


def test_set_nights_closes_a_range_and_says_so():
    unit = UnitFactory()
    heard = []

    def hear(sender, unit, **rest):
        heard.append(unit)

    calendar_changed.connect(hear)
    set_nights(unit=unit, dates=nights(3, 6), state=DayState.CLOSED, by=unit.stay.host)
    calendar_changed.disconnect(hear)

    assert periods_of(unit) == [(3, 6, "closed")]
    assert heard == [unit]
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["nights.set"]


def test_set_nights_splits_what_it_opens_in_the_middle():
    unit = UnitFactory()
    host = unit.stay.host
    set_nights(unit=unit, dates=nights(0, 10), state=DayState.CLOSED, by=host)

    set_nights(unit=unit, dates=nights(4, 6), state=DayState.OPEN, by=host)

    assert periods_of(unit) == [(0, 4, "closed"), (6, 10, "closed")]


def test_set_nights_joins_what_touches():
    unit = UnitFactory()
    host = unit.stay.host
    set_nights(unit=unit, dates=nights(0, 4), state=DayState.CLOSED, by=host)
    set_nights(unit=unit, dates=nights(6, 10), state=DayState.CLOSED, by=host)

    set_nights(unit=unit, dates=nights(4, 6), state=DayState.CLOSED, by=host)

    assert periods_of(unit) == [(0, 10, "closed")]


def test_set_nights_twice_is_set_once():
    unit = UnitFactory()

    for _press in range(2):
        set_nights(unit=unit, dates=nights(3, 6), state=DayState.CLOSED, by=unit.stay.host)

    assert periods_of(unit) == [(3, 6, "closed")]


def test_set_nights_never_closes_what_somebody_holds():
    agreement = AgreementFactory()
    unit = agreement.unit
    held_before = list(NightHold.objects.values_list("night", flat=True))

    with pytest.raises(NightsHeldError):
        set_nights(unit=unit, dates=nights(0, 30), state=DayState.CLOSED, by=agreement.host)
    set_nights(unit=unit, dates=nights(0, 30), state=DayState.ON_REQUEST, by=agreement.host)

    assert list(NightHold.objects.values_list("night", flat=True)) == held_before
    assert periods_of(unit) == [(0, 30, "on_request")]


def test_set_nights_is_the_hosts_own_deed():
    unit = UnitFactory()

    with pytest.raises(PermissionDenied):
        set_nights(unit=unit, dates=nights(3, 6), state=DayState.CLOSED, by=UserFactory())

    assert periods_of(unit) == []


CHANGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10), st.sampled_from(DayState)), max_size=8
)


class TestPeriods(TestCase):
    @settings(deadline=None, max_examples=30)
    @given(CHANGES)
    def test_periods_stay_disjoint_and_say_what_was_said_last(self, changes):
        unit = UnitFactory()
        said = {}

        for first, length, state in changes:
            dates = nights(first, first + length)
            set_nights(unit=unit, dates=dates, state=state, by=unit.stay.host)
            said |= dict.fromkeys(dates.nights, state)

        periods = list(CalendarPeriod.objects.filter(unit=unit))
        nights_said = [(night, p.state) for p in periods for night in p.dates.nights]
        assert len(nights_said) == len(dict(nights_said))
        closed = {night: state for night, state in said.items() if state != DayState.OPEN}
        assert dict(nights_said) == closed
        pairs = pairwise(periods)
        assert all(a.check_out < b.check_in or a.state != b.state for a, b in pairs)
