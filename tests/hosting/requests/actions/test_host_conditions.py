"""What a host has said in advance is kept: each refusal, and the request that just fits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.values.dates import DateRange
from hosting.calendars.errors import (
    NightsClosedError,
    NightsTakenError,
    SeatsTakenError,
    SessionFullError,
)
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.states import DayState, SessionState
from hosting.communities.states import MembershipState
from hosting.offers.states import OfferState
from hosting.requests.errors import (
    DatesNeededError,
    NotRequestableError,
    OfferClosedError,
    OutOfSeasonError,
    OwnOfferError,
    PartyTooLargeError,
    PartyTooSmallError,
    PastDateError,
    RateOfOtherOfferError,
    SessionOverError,
    TooFarError,
    TooFewNightsError,
    TooManyNightsError,
    TooSoonError,
)
from hosting.requests.models.requests import Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AT_TWO,
    MAY,
    ActivityFactory,
    AgreementFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.hosting.requests.actions.test_requests import ask

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def nights(first, count):
    return DateRange(first, first + timedelta(days=count))


def refused(refusal, offer, guest=None, **changes):
    guest = guest or UserFactory()
    with pytest.raises(refusal) as caught:
        ask(offer, guest, **changes)
    assert list(Request.objects.filter(guest=guest)) == []
    return str(caught.value)


STAYS = [
    pytest.param({"notice_days": 40}, {}, TooSoonError, id="notice"),
    pytest.param({}, {"dates": nights(date(2027, 3, 30), 3)}, TooSoonError, id="past"),
    ({}, {"dates": nights(date(2029, 6, 1), 3)}, TooFarError),
    pytest.param({}, {"dates": None}, DatesNeededError, id="no-dates"),
    pytest.param({"season_from": 6, "season_until": 9}, {}, OutOfSeasonError, id="season"),
    pytest.param({"min_nights": 4}, {}, TooFewNightsError, id="min-nights-4"),
    pytest.param({"max_nights": 2}, {}, TooManyNightsError, id="max-nights-2"),
    pytest.param({"party_min": 3}, {}, PartyTooSmallError, id="party-min-3"),
    pytest.param({"party_max": 1}, {}, PartyTooLargeError, id="party-max-1"),
    pytest.param({}, {"adults": 0}, PartyTooSmallError, id="nobody"),
    pytest.param(
        {}, {"adults": 5}, PartyTooLargeError, id="beyond-the-beds"
    ),  # the unit sleeps four
    pytest.param(
        {"party_max": None}, {"adults": 10_000}, PartyTooLargeError, id="beyond-any-limit"
    ),
    pytest.param({"state": OfferState.PAUSED}, {}, OfferClosedError, id="paused"),
    pytest.param({"state": OfferState.WITHDRAWN}, {}, OfferClosedError, id="withdrawn"),
    pytest.param({"draft": True}, {}, OfferClosedError, id="draft"),
    pytest.param(
        {"membership__state": MembershipState.SUSPENDED}, {}, OfferClosedError, id="suspended-host"
    ),
]


@pytest.mark.parametrize(("limits", "asked", "refusal"), STAYS)
def test_a_stay_refuses_what_breaks_its_limits(limits, asked, refusal):
    stay = UnitFactory(stay=StayFactory(**limits)).stay

    refused(refusal, stay, **asked)


def test_a_past_date_without_notice_says_that_it_is_past():
    stay = UnitFactory().stay

    words = refused(PastDateError, stay, dates=nights(date(2027, 3, 30), 3))

    assert words == "This date is past. Choose today or later."


FITTING = [
    ({"notice_days": 32}, {}),
    ({"season_from": 5, "season_until": 5}, {}),
    ({"min_nights": 3, "max_nights": 3}, {}),
    ({"party_min": 2, "party_max": 2}, {}),
    ({}, {"adults": 4}),
]


@pytest.mark.parametrize(("limits", "asked"), FITTING)
def test_a_request_that_just_fits_is_sent(limits, asked):
    stay = UnitFactory(stay=StayFactory(**limits)).stay

    assert ask(stay, UserFactory(), **asked) == Request.objects.get()


def test_nobody_asks_themselves():
    stay = UnitFactory().stay

    refused(OwnOfferError, stay, stay.host)


def test_a_tip_takes_no_request():
    refused(NotRequestableError, TipFactory())


def test_a_rate_of_another_offer_is_refused():
    refused(RateOfOtherOfferError, UnitFactory().stay, rate=RateFactory())


def test_a_taken_night_is_refused_and_the_next_day_is_free():
    taken = AgreementFactory()
    last = nights(MAY.nights[-1], 2)

    refused(NightsTakenError, taken.unit.stay)
    refused(NightsTakenError, taken.unit.stay, dates=last)

    request = ask(taken.unit.stay, UserFactory(), dates=nights(MAY.check_out, 2))

    assert request.unit == taken.unit


def test_a_closed_night_is_refused_and_one_on_request_is_not():
    unit = UnitFactory()
    period = CalendarPeriod.objects.create(
        unit=unit, check_in=MAY.check_in, check_out=MAY.check_out, state=DayState.CLOSED
    )

    refused(NightsClosedError, unit.stay)
    period.state = DayState.ON_REQUEST
    period.save()

    assert ask(unit.stay, UserFactory()).unit == unit


def test_a_night_taken_in_one_room_and_closed_in_other_is_closed():
    taken = AgreementFactory()
    other = UnitFactory(stay=taken.unit.stay)
    CalendarPeriod.objects.create(
        unit=other, check_in=MAY.check_in, check_out=MAY.check_out, state=DayState.CLOSED
    )

    refused(NightsClosedError, taken.unit.stay)


SESSIONS = [
    pytest.param({"seats": 1}, SeatsTakenError, id="too-few-seats"),
    pytest.param({"seats": 0}, SessionFullError, id="full"),
    pytest.param({"state": SessionState.CANCELLED}, SessionOverError, id="cancelled"),
    pytest.param(
        {
            "starts_at": datetime(2027, 3, 1, tzinfo=UTC),
            "ends_at": datetime(2027, 3, 2, tzinfo=UTC),
        },
        SessionOverError,
        id="over",
    ),
]


@pytest.mark.parametrize(("session", "refusal"), SESSIONS)
def test_a_session_that_is_full_or_over_is_refused(session, refusal):
    session = SessionFactory(**session)

    refused(refusal, session.activity, dates=None, session=session)


def test_a_session_of_another_activity_is_refused():
    refused(SessionOverError, ActivityFactory(), dates=None, session=SessionFactory())


def test_an_activity_without_a_session_needs_one_unless_it_is_on_request():
    refused(DatesNeededError, SessionFactory(starts_at=AT_TWO).activity, dates=None)
    on_request = ActivityFactory(is_on_request=True)

    request = ask(on_request, UserFactory(), dates=nights(MAY.check_in, 1))

    assert request.dates == nights(MAY.check_in, 1)


def test_a_refusal_names_what_is_still_possible():
    stay = UnitFactory(stay=StayFactory(notice_days=40)).stay

    words = refused(TooSoonError, stay)

    assert words == "This host needs at least 40 days’ notice. Choose Tuesday 11 May or later."
