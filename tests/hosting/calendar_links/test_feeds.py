"""What another calendar reads: when something is taken, and nothing of people."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.utils import translation
from icalendar import Calendar

from core.values.dates import DateRange
from hosting.calendar_links.actions import revoke_link
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.states import DayState
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.hosting import (
    AgreementFactory,
    DeskFactory,
    DeskRequestFactory,
    SessionFactory,
    SessionRequestFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

SPRING = datetime(2027, 4, 20, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def spring():
    with time_machine.travel(SPRING, tick=False):
        yield


def url_of(link):
    with translation.override("en"):
        return link.get_absolute_url()


def events_of(client, link):
    answer = client.get(url_of(link))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def summaries(events):
    return [
        (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend"))
        for event in events
    ]


@pytest.mark.usefixtures("spring")
def test_a_unit_shows_what_is_agreed_and_what_is_closed(client):
    agreement = AgreementFactory(request__unit__stay__host__language="en")
    unit = agreement.unit
    closed = DateRange(date(2027, 5, 10), date(2027, 5, 12))
    set_nights(unit=unit, dates=closed, state=DayState.CLOSED, by=unit.offer.host, note="Marie")
    link = CalendarLinkFactory(unit=unit)

    events = events_of(client, link)

    assert summaries(events) == [
        ("Reserved", date(2027, 5, 3), date(2027, 5, 6)),
        ("Not available", date(2027, 5, 10), date(2027, 5, 12)),
    ]
    assert all(str(event["uid"]).endswith("@localhost") for event in events)


@pytest.mark.usefixtures("spring")
def test_a_feed_names_nobody(client):
    agreement = AgreementFactory()
    closed = DateRange(date(2027, 5, 10), date(2027, 5, 12))
    host = agreement.unit.offer.host
    set_nights(unit=agreement.unit, dates=closed, state=DayState.CLOSED, by=host, note="Marie")
    link = CalendarLinkFactory(unit=agreement.unit)

    words = client.get(url_of(link)).content.decode()

    people = (agreement.guest_name, agreement.host_name, agreement.guest.email)
    private = (*people, agreement.reference, agreement.contacts.address, "Marie")
    assert [one for one in private if one in words] == []


@pytest.mark.usefixtures("spring")
def test_a_desk_shows_the_hours_of_each_day(client):
    agreement = AgreementFactory(request=DeskRequestFactory(state="agreed"))

    events = events_of(client, CalendarLinkFactory(unit=agreement.unit))

    assert [row[1:] for row in summaries(events)] == [
        (datetime(2027, 5, 3, 9, tzinfo=PARIS), datetime(2027, 5, 3, 18, tzinfo=PARIS)),
        (datetime(2027, 5, 4, 9, tzinfo=PARIS), datetime(2027, 5, 4, 13, tzinfo=PARIS)),
    ]


@pytest.mark.usefixtures("spring")
def test_an_activity_shows_its_dates_and_how_many_places_are_taken(client):
    agreement = AgreementFactory(request=SessionRequestFactory(state="agreed"))
    activity = agreement.session.activity
    activity.host.language = "en"
    activity.host.save(update_fields=["language"])
    link = CalendarLinkFactory(
        scope=LinkScope.ACTIVITY, unit=None, activity=activity, host=activity.host
    )

    [event] = events_of(client, link)

    start = datetime(2027, 5, 4, 14, tzinfo=PARIS)
    assert summaries([event]) == [(activity.title, start, start + timedelta(hours=2))]
    assert str(event["description"]) == "2 of 8 places taken"


@pytest.mark.usefixtures("spring")
def test_a_date_without_anybody_leaves_its_host_free_in_their_language(client):
    activity = SessionFactory(activity__host__language="fr").activity
    link = CalendarLinkFactory(
        scope=LinkScope.ACTIVITY, unit=None, activity=activity, host=activity.host
    )

    answer = client.get(url_of(link))

    calendar = Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    assert (str(event["transp"]), str(event["description"])) == (
        "TRANSPARENT",
        "places prises\u00a0: 0 sur 8",
    )
    assert (answer["Content-Language"], str(calendar["prodid"])[-4:]) == ("fr", "//FR")


@pytest.mark.usefixtures("spring")
def test_the_link_of_a_host_shows_all_that_is_theirs_and_nothing_else(client):
    agreement = AgreementFactory()
    AgreementFactory()
    host = agreement.unit.offer.host
    desk = DeskFactory(workspace__host=host)
    other = AgreementFactory(request=DeskRequestFactory(unit=desk, state="agreed"))
    link = CalendarLinkFactory(scope=LinkScope.HOST, unit=None, host=host)

    found = {str(event["description"]) for event in events_of(client, link)}

    assert found == {f"{one.unit.offer.title} · {one.unit.name}" for one in (agreement, other)}


@pytest.mark.usefixtures("spring")
def test_a_second_read_answers_that_nothing_changed(client):
    agreement = AgreementFactory()
    link = CalendarLinkFactory(unit=agreement.unit)

    first = client.get(url_of(link))
    with time_machine.travel(SPRING + timedelta(minutes=5)):
        again = client.get(url_of(link), headers={"if-none-match": first["ETag"]})
        same = client.get(url_of(link))

    assert (again.status_code, again.content) == (304, b"")
    assert same.content == first.content


@pytest.mark.usefixtures("spring")
def test_a_freed_night_leaves_the_feed_at_once(client):
    agreement = AgreementFactory()
    link = CalendarLinkFactory(unit=agreement.unit)
    first = client.get(url_of(link))
    agreement.hold.night_holds.all().delete()

    answer = client.get(url_of(link), headers={"if-none-match": first["ETag"]})

    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content).walk("VEVENT") == []


@pytest.mark.usefixtures("spring")
def test_an_event_keeps_its_uid_while_the_days_after_it_change(client):
    unit = UnitFactory()
    link, host = CalendarLinkFactory(unit=unit), unit.offer.host
    spring = DateRange(date(2027, 5, 3), date(2027, 5, 9))
    set_nights(unit=unit, dates=spring, state=DayState.CLOSED, by=host)
    [before] = events_of(client, link)

    freed = DateRange(date(2027, 5, 6), date(2027, 5, 9))
    set_nights(unit=unit, dates=freed, state=DayState.OPEN, by=host)
    [after] = events_of(client, link)

    assert before["uid"] == after["uid"]
    assert after.decoded("dtend") == date(2027, 5, 6)


def test_a_long_stay_keeps_its_uid_while_it_passes(client):
    with time_machine.travel(SPRING, tick=False):
        stay = {"request__check_in": date(2027, 5, 3), "request__check_out": date(2027, 7, 2)}
        link = CalendarLinkFactory(unit=AgreementFactory(**stay).unit)
        [before] = events_of(client, link)

    with time_machine.travel(SPRING + timedelta(days=60), tick=False):
        [after] = events_of(client, link)

    assert (before["uid"], before.decoded("dtstart")) == (after["uid"], after.decoded("dtstart"))


@pytest.mark.usefixtures("spring")
def test_the_file_says_when_to_ask_again_and_others_read_it(client):
    link = CalendarLinkFactory(unit=AgreementFactory().unit)

    answer = client.get(url_of(link))

    parsed = vobject.readOne(answer.content.decode())
    assert parsed.vevent.dtstart.value == date(2027, 5, 3)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT15M" in answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_feed_of_hours_brings_its_time_zone(client):
    with time_machine.travel(SPRING, tick=False):
        agreement = AgreementFactory(request=DeskRequestFactory(state="agreed"))
        answer = client.get(url_of(CalendarLinkFactory(unit=agreement.unit)))

    zones = Calendar.from_ical(answer.content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Paris"]


@pytest.mark.usefixtures("spring")
def test_a_feed_is_sent_compressed_to_who_asks(client):
    unit = UnitFactory()
    for week in range(10):
        first = date(2027, 6, 1) + timedelta(weeks=week)
        dates = DateRange(first, first + timedelta(days=2))
        set_nights(unit=unit, dates=dates, state=DayState.CLOSED, by=unit.offer.host)

    answer = client.get(url_of(CalendarLinkFactory(unit=unit)), headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"


def test_a_revoked_link_and_a_wrong_one_are_not_there(client):
    link = CalendarLinkFactory()
    url = url_of(link)
    wrong = url.replace(link.token, link.token[:-1] + ("a" if link.token[-1] != "a" else "b"))
    assert client.get(url).status_code == 200

    revoke_link(link=link, by=link.host)

    assert [client.get(one).status_code for one in (url, wrong)] == [404, 404]


def test_when_a_feed_was_read_is_noted_to_the_hour(client):
    link = CalendarLinkFactory()
    times = []
    for minutes in (0, 30, 61):
        with time_machine.travel(SPRING + timedelta(minutes=minutes), tick=False):
            client.get(url_of(link))
        times.append(CalendarLink.objects.get().read_at)

    assert times == [SPRING, SPRING, SPRING + timedelta(minutes=61)]


@pytest.mark.usefixtures("spring")
def test_a_feed_asks_few_questions(client, django_assert_num_queries):
    agreement = AgreementFactory()
    link = CalendarLinkFactory(unit=agreement.unit, read_at=SPRING)
    url = url_of(link)

    with django_assert_num_queries(3):
        client.get(url)
