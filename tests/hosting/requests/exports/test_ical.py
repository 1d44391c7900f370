"""The calendar file of an agreement, read back by the library that others read with."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.exports.ical import calendar_of
from hosting.requests.selectors.revealed_addresses import contacts_for
from hosting.requests.states import RequestState
from tests.factories.hosting import AT_TWO, MAY, AgreementFactory, SessionRequestFactory

pytestmark = pytest.mark.django_db

URL = "https://example.org/me/requests/abc/"


def event_of(agreement, reader=None):
    contacts = contacts_for(reader, agreement.request) if reader else None
    calendar = Calendar.from_ical(calendar_of(agreement, contacts, url=URL))
    (event,) = calendar.walk("VEVENT")
    return event


def test_nights_are_whole_days_and_end_on_the_morning_of_departure():
    event = event_of(AgreementFactory())

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (MAY.check_in, MAY.check_out)
    assert event["status"] == "CONFIRMED"


def test_the_title_says_in_which_language_it_is():
    agreement = AgreementFactory()
    agreement.request.offer.language = "de"

    assert event_of(agreement)["summary"].params["LANGUAGE"] == "de"


def test_whole_days_are_said_to_be_days():
    lines = calendar_of(AgreementFactory(), None, url=URL).split(b"\r\n")

    assert [line for line in lines if line.startswith(b"DT") and b"STAMP" not in line] == [
        b"DTSTART;VALUE=DATE:20270503",
        b"DTEND;VALUE=DATE:20270506",
    ]


def test_the_description_has_room_hours_and_rate():
    agreement = AgreementFactory(unit_name="The <attic>", rate_language="fr")

    assert event_of(agreement)["description"].split("\n")[1:] == [
        "Arrival from 16:00, departure by 11:00",
        "The <attic>",
        "For anyone, €40 per night",
    ]


def test_a_session_has_its_hours():
    agreement = AgreementFactory(
        request=SessionRequestFactory(state=RequestState.AGREED),
        starts_at=AT_TWO,
        ends_at=AT_TWO + timedelta(hours=2),
    )

    event = event_of(agreement)

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        AT_TWO,
        AT_TWO + timedelta(hours=2),
    )


def test_an_hour_is_in_the_time_zone_of_the_place_and_explained():
    agreement = AgreementFactory(
        request=SessionRequestFactory(
            state=RequestState.AGREED,
            session__activity__place__locality__timezone="Europe/London",
        ),
        starts_at=AT_TWO,
        ends_at=AT_TWO + timedelta(hours=2),
    )

    content = calendar_of(agreement, None, url=URL)

    there = AT_TWO.astimezone(ZoneInfo("Europe/London"))
    assert f"DTSTART;TZID=Europe/London:{there:%Y%m%dT%H%M%S}".encode() in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert Calendar.from_ical(content).get_missing_tzids() == set()


def test_the_address_is_in_it_for_a_party_only(time_machine):
    agreement = AgreementFactory()
    time_machine.move_to(agreement.check_in)

    for_guest, for_nobody = event_of(agreement, agreement.guest), event_of(agreement)

    assert "7 Canary Lane" in for_guest["location"]
    assert "location" not in for_nobody


def test_a_cancellation_is_a_later_version_of_the_same_event():
    agreement = AgreementFactory()
    before = event_of(agreement)

    after = event_of(cancel_agreement(agreement=agreement, by=agreement.host))

    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["status"] == "CANCELLED"


def test_the_file_has_the_line_ends_that_the_rfc_asks_for():
    content = calendar_of(AgreementFactory(check_out=date(2027, 6, 1)), None, url=URL)

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
