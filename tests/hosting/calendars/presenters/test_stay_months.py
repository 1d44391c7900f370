"""Two months of a stay, and what pressing a night leads to."""

from datetime import date

import pytest
import time_machine

from core.values.dates import DateRange
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.presenters.stay_months import nearest_free_nights, stay_months
from hosting.calendars.states import DayState
from hosting.offers.presenters.dates_and_party import DatesAndParty
from tests.factories.hosting import AgreementFactory, StayFactory, UnitFactory

pytestmark = pytest.mark.django_db

MAY = date(2027, 5, 1)
JUNE = date(2027, 6, 1), date(2027, 6, 3)


@pytest.fixture(autouse=True)
def third_of_may():
    with time_machine.travel("2027-05-03 10:00", tick=False):
        yield


def close(unit, first, last, state=DayState.CLOSED):
    CalendarPeriod.objects.create(
        unit=unit, check_in=date(2027, 5, first), check_out=date(2027, 5, last), state=state
    )


def shown(stay, *, first=MAY, chosen=None):
    units = [unit.pk for unit in stay.units.all()]
    return stay_months(stay, units, first=first, chosen=chosen or DatesAndParty())


def nights(month):
    return {night.date.day: night for week in month.weeks for night in week if night}


def states(month, *days):
    return [nights(month)[day].state for day in days]


def test_two_months_fill_whole_weeks():
    may, june = shown(UnitFactory().stay)

    assert (may.first, june.first) == (MAY, date(2027, 6, 1))
    assert {len(week) for month in (may, june) for week in month.weeks} == {7}
    assert list(nights(may)) == list(range(1, 32))
    assert may.weeks[0][:5] == (None,) * 5


def test_a_night_is_past_free_on_request_or_taken():
    unit = UnitFactory()
    close(unit, 10, 12)
    close(unit, 20, 21, DayState.ON_REQUEST)

    may, _june = shown(unit.stay)

    assert states(may, 2, 3, 9, 10, 11, 12, 20) == [
        "past",
        "free",
        "free",
        "taken",
        "taken",
        "free",
        "on_request",
    ]


def test_a_held_night_is_taken_and_looks_like_a_closed_one():
    agreement = AgreementFactory()  # from 3 to 6 May
    close(agreement.unit, 10, 11)

    may, _june = shown(agreement.unit.stay)

    assert states(may, 3, 4, 5, 6, 10) == ["taken", "taken", "taken", "free", "taken"]


def test_a_held_night_stays_taken_though_the_host_says_on_request():
    agreement = AgreementFactory()
    close(agreement.unit, 1, 31, DayState.ON_REQUEST)

    may, _june = shown(agreement.unit.stay)

    assert states(may, 5, 6) == ["taken", "on_request"]


def test_a_night_is_as_open_as_the_most_open_unit():
    closed = UnitFactory()
    stay = closed.stay
    asked = UnitFactory(stay=stay)
    close(closed, 10, 20)
    close(asked, 10, 15, DayState.ON_REQUEST)
    close(asked, 15, 16)

    may, _june = shown(stay)

    assert states(may, 9, 10, 15, 16) == ["free", "on_request", "taken", "free"]


def test_out_of_season_and_without_units_nothing_is_free():
    seasonal = UnitFactory(stay__season_from=6).stay

    may, june = shown(seasonal)
    bare, _june = shown(StayFactory())

    assert set(states(may, *range(3, 32))) == {"taken"}
    assert set(states(june, *range(1, 31))) == {"free"}
    assert set(states(bare, *range(3, 32))) == {"taken"}


def test_a_press_chooses_the_arrival_and_the_next_one_the_departure():
    unit = UnitFactory()
    close(unit, 12, 14)

    untouched, _june = shown(unit.stay)
    begun, _june = shown(unit.stay, chosen=DatesAndParty(date(2027, 5, 10)))

    assert nights(untouched)[10].url == "?month=2027-05&check_in=2027-05-10#nights"
    assert nights(untouched)[12].url == ""
    assert nights(begun)[10].state == "chosen"
    assert nights(begun)[12].url == "?month=2027-05&check_in=2027-05-10&check_out=2027-05-12#nights"
    assert nights(begun)[9].url == "?month=2027-05&check_in=2027-05-09#nights"


def test_chosen_nights_are_marked_and_a_third_press_begins_anew():
    chosen = DatesAndParty(date(2027, 5, 10), date(2027, 5, 12))

    may, _june = shown(UnitFactory().stay, chosen=chosen)

    assert states(may, 9, 10, 11, 12, 13) == ["free", "chosen", "between", "departure", "free"]
    assert nights(may)[20].url == "?month=2027-05&check_in=2027-05-20#nights"


def test_a_press_remembers_how_many_come():
    may, _june = shown(UnitFactory().stay, chosen=DatesAndParty(adults=2, children=1))

    assert nights(may)[10].url == "?month=2027-05&check_in=2027-05-10&adults=2&children=1#nights"


def test_months_lead_on_as_far_as_one_may_ask_and_never_back_before_today():
    stay = UnitFactory().stay
    chosen = DatesAndParty(date(2027, 5, 10))

    may, june = shown(stay, chosen=chosen)
    later, _next = shown(stay, first=date(2027, 6, 1))
    last, _beyond = shown(stay, first=date(2029, 4, 1))

    assert (may.previous_url, june.previous_url, june.next_url) == ("", "", "")
    assert may.next_url == "?month=2027-06&check_in=2027-05-10#nights"
    assert later.previous_url == "?month=2027-05#nights"
    assert last.next_url == ""


def test_chosen_nights_that_are_taken_say_so_but_not_departure():
    agreement = AgreementFactory()  # from 3 to 6 May
    chosen = DatesAndParty(date(2027, 5, 3), date(2027, 5, 5))

    may, _june = shown(agreement.unit.stay, chosen=chosen)

    assert states(may, 3, 4, 5, 6) == ["taken", "taken", "departure", "free"]


def in_may(first, last):
    return DateRange(date(2027, 5, first), date(2027, 5, last))


@pytest.mark.parametrize(
    ("limits", "wanted", "party", "free"),
    [
        pytest.param(
            {}, in_may(12, 14), 2, in_may(15, 17), id="later"
        ),  # three days later; earlier it is four
        pytest.param(
            {}, in_may(10, 12), 2, in_may(8, 10), id="earlier"
        ),  # one leaves on the morning of a taken night
        pytest.param(
            {"notice_days": 8}, in_may(10, 12), 2, in_may(15, 17), id="notice"
        ),  # nobody is asked before the 11th
        pytest.param(
            {"season_until": 4, "season_from": 6}, in_may(12, 14), 2, DateRange(*JUNE), id="season"
        ),
        pytest.param(
            {"min_nights": 3}, in_may(12, 14), 2, None, id="too-few-nights"
        ),  # refused on any day
        pytest.param({}, in_may(12, 14), 5, None, id="party-too-large"),  # more than it sleeps
        pytest.param(
            {}, in_may(20, 22), 2, None, id="free-themselves"
        ),  # these are free themselves
    ],
)
def test_nearest_free_nights_are_as_many_as_were_wanted(limits, wanted, party, free):
    unit = UnitFactory(stay=StayFactory(**limits), sleeps=4)
    close(unit, 10, 13)
    AgreementFactory(
        request__unit=unit,
        request__check_in=date(2027, 5, 13),
        request__check_out=date(2027, 5, 15),
    )

    assert nearest_free_nights(unit.stay, wanted, party=party) == free


def test_nearest_free_nights_are_those_of_one_unit(count_queries):
    unit = UnitFactory(sleeps=2)
    other = UnitFactory(stay=unit.stay, sleeps=2)
    close(unit, 10, 12)
    close(other, 12, 15)

    nights = nearest_free_nights(unit.stay, in_may(11, 13), party=2)

    assert nights == in_may(10, 12)  # of the other one
    assert count_queries(lambda: nearest_free_nights(unit.stay, in_may(11, 13), party=2)) == 2


def test_nearest_free_nights_are_looked_for_within_a_month():
    unit = UnitFactory()
    CalendarPeriod.objects.create(
        unit=unit,
        check_in=date(2027, 4, 1),
        check_out=date(2028, 4, 1),
        state=DayState.CLOSED,
    )

    assert nearest_free_nights(unit.stay, in_may(20, 22), party=2) is None
