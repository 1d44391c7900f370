"""Until when a host may answer."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from commons.notifications.models import Notice
from core.values.dates import DateRange
from hosting.communities.models.communities import Community
from hosting.requests.actions.proposals import propose_terms
from hosting.requests.models.requests import ProposedTerms, Request
from hosting.requests.periodic import remind_hosts
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ActivityFactory, MembershipFactory, SessionFactory, UnitFactory
from tests.hosting.requests.actions.test_requests import ask

ASKED_AT = datetime(2027, 5, 2, 10, tzinfo=UTC)  # noon in Tours
TOMORROW, LATER = date(2027, 5, 3), date(2027, 5, 22)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(ASKED_AT, tick=False)]


def nights(first):
    return DateRange(first, first + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        pytest.param(2, datetime(2027, 5, 2, 14, tzinfo=UTC), id="tonight"),
        pytest.param(3, datetime(2027, 5, 3, 14, tzinfo=UTC), id="tomorrow"),
        pytest.param(20, ASKED_AT + timedelta(hours=48), id="later"),
    ],
)
def test_answer_deadline_is_never_later_than_arrival(day, deadline):
    asked = ask(UnitFactory().stay, UserFactory(), dates=nights(date(2027, 5, day)))

    assert asked.answer_by == deadline


@pytest.mark.time_machine(datetime(2027, 5, 2, 18, tzinfo=UTC), tick=False)
def test_answer_deadline_after_the_hour_of_arrival_is_that_night():
    asked = ask(UnitFactory().stay, UserFactory(), dates=nights(date(2027, 5, 2)))

    assert asked.answer_by == datetime(2027, 5, 2, 21, 59, tzinfo=UTC)


def test_answer_deadline_of_a_session_is_its_start():
    session = SessionFactory(starts_at=ASKED_AT + timedelta(days=1))

    asked = ask(session.activity, UserFactory(), dates=None, session=session)

    assert asked.answer_by == session.starts_at


def test_answer_deadline_of_a_day_is_its_end():
    activity = ActivityFactory(is_on_request=True)

    asked = ask(activity, UserFactory(), dates=nights(date(2027, 5, 3)))

    assert asked.answer_by == datetime(2027, 5, 3, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "by_phone", "deadline"),
    [
        pytest.param(24, False, 24, id="the shortest"),
        pytest.param(96, False, 96, id="chosen"),
        pytest.param(24, True, 120, id="by phone"),
    ],
)
def test_answer_deadline_is_what_the_community_chose(hours, by_phone, deadline):
    stay = UnitFactory(stay__community__answer_hours=hours).stay
    stay.host.memberships.update(answers_by_phone=by_phone)
    MembershipFactory(person=stay.host, answers_by_phone=True)  # elsewhere

    asked = ask(stay, UserFactory(), dates=nights(date(2027, 5, 20)))

    assert asked.answer_by == ASKED_AT + timedelta(hours=deadline)
    assert asked.remind_at == ASKED_AT + timedelta(hours=deadline) / 2


def test_an_open_request_keeps_its_deadline_when_the_hours_change():
    stay = UnitFactory().stay
    guest = UserFactory()
    asked = ask(stay, guest, dates=nights(date(2027, 5, 20)))
    Community.objects.update(answer_hours=24)

    propose_terms(
        request=asked,
        terms=ProposedTerms(adults=2, children=0, total=Decimal(80), dates=nights(LATER)),
        by=guest,
    )

    kept = Request.objects.get()
    assert (kept.answer_by, kept.remind_at) == (asked.answer_by, asked.remind_at)


def test_earlier_dates_bring_the_deadline_and_its_reminder_forward():
    stay, guest = UnitFactory().stay, UserFactory()
    asked = ask(stay, guest, dates=nights(date(2027, 5, 20)))

    propose_terms(
        request=asked,
        terms=ProposedTerms(adults=2, children=0, total=Decimal(80), dates=nights(TOMORROW)),
        by=guest,
    )

    sooner = Request.objects.get()
    assert sooner.answer_by == datetime(2027, 5, 3, 14, tzinfo=UTC)
    assert sooner.remind_at == ASKED_AT + timedelta(hours=14)


def test_a_host_is_reminded_once_at_half_time(time_machine):
    asked = ask(UnitFactory().stay, UserFactory(), dates=nights(date(2027, 5, 20)))

    for minutes in (-1, 0, 60):
        time_machine.move_to(asked.remind_at + timedelta(minutes=minutes), tick=False)
        remind_hosts()

    reminders = Notice.objects.filter(template="requests/email/request_reminder.txt")
    assert [notice.recipient for notice in reminders] == [asked.host]
    assert Request.objects.get().reminded_at == asked.remind_at


def test_a_request_for_tonight_is_not_followed_by_a_reminder(committed, mailoutbox):
    asked = ask(UnitFactory().stay, UserFactory(), dates=nights(date(2027, 5, 2)))

    with committed():
        remind_hosts()

    assert (asked.remind_at, mailoutbox) == (None, [])
