"""A stay in a calendar: both sides get it, it changes with the stay and says nothing of anybody."""

import pytest
from icalendar import Calendar

from commons.mail.models import Letter
from core.files.calendar_files import event_uid
from emergency.housing.actions.extensions import agree_longer, ask_longer
from emergency.housing.actions.placements import break_down, call_off
from tests.factories.emergency import (
    DutyFactory,
    host_of,
    housed,
    in_days,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db


def events_to(contact):
    files = Letter.objects.filter(address=contact.email).exclude(calendar="").order_by("pk")
    return [
        (calendar["method"], event)
        for calendar in (Calendar.from_ical(letter.calendar) for letter in files)
        for event in calendar.walk("VEVENT")
    ]


@pytest.mark.parametrize("side", ["request", "offer"])
def test_both_sides_get_the_nights_and_then_that_they_are_off(side):
    placement = placed()
    call_off(placement=placement, reason="My pipes have burst", by=host_of(placement.offer))

    (agreed, made), (off, cancelled) = events_to(getattr(placement, side).contact)
    assert (str(agreed), str(off)) == ("PUBLISH", "PUBLISH")
    assert str(made["uid"]) == str(cancelled["uid"]) == event_uid(placement.public_id)
    assert (made["sequence"], cancelled["sequence"]) == (0, 1)
    assert (str(made["status"]), str(cancelled["status"])) == ("CONFIRMED", "CANCELLED")
    assert (made.decoded("dtstart"), made.decoded("dtend")) == (in_days(2), in_days(16))


def test_more_nights_change_the_same_event_and_its_end_comes_after_them():
    placement = housed()
    by = requester_of(placement.request)
    extension = ask_longer(
        placement=placement, check_out=in_days(20), full_name="Camille Canary", by=by
    )
    agree_longer(extension=extension, full_name="Dominique", by=host_of(placement.offer))
    break_down(placement=placement, reason="The roof leaks", by=by)

    events = [event for _method, event in events_to(placement.request.contact)]
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert len({str(event["uid"]) for event in events}) == 1
    assert events[1].decoded("dtend") == in_days(20)
    assert str(events[2]["status"]) == "CANCELLED"


def test_a_calendar_names_no_address_no_person_and_no_link():
    placement = placed()
    DutyFactory(activation=placement.activation)

    files = "".join(letter.calendar for letter in Letter.objects.all())

    secrets = ("Canary", "Camille", "Dominique", "C4N4RY", "http", "Hospital", "LOCATION")
    assert [word for word in secrets if word in files] == []
