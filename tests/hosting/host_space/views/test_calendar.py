"""The host's calendar, pressed night by night without JavaScript."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hosting.calendars.models import CalendarPeriod
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, StayFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_may():
    with time_machine.travel("2027-05-03 10:00", tick=False):
        yield


def calendar_of(unit):
    return reverse("hosting:unit-calendar", args=[unit.public_id])


def test_unit_calendar_closes_the_nights_that_were_pressed(client):
    unit = UnitFactory()
    client.force_login(unit.stay.host)

    answer = client.post(
        calendar_of(unit), {"first": "2027-06-10", "last": "2027-06-12", "state": "closed"}
    )

    assert answer.url == f"{calendar_of(unit)}?month=2027-06"
    periods = CalendarPeriod.objects.values_list("check_in", "check_out", "state")
    assert list(periods) == [(date(2027, 6, 10), date(2027, 6, 13), "closed")]


def test_unit_calendar_fills_in_what_was_pressed(client):
    unit = UnitFactory()
    client.force_login(unit.stay.host)

    page = client.get(calendar_of(unit), {"first": "2027-05-10", "last": "2027-05-12"})

    form = page.context["form"]
    assert form["first"].value() == date(2027, 5, 10)
    assert form["last"].value() == date(2027, 5, 12)


@pytest.mark.parametrize(
    "data",
    [
        {"first": "2027-02-30", "last": "2027-06-12", "state": "closed"},
        {"first": "2027-06-12", "last": "2027-06-10", "state": "closed"},
        {"first": "2027-05-01", "last": "2027-06-10", "state": "closed"},
        {"first": "2027-06-10", "last": "2099-06-12", "state": "closed"},
        {"first": "2027-06-10", "last": "2027-06-12", "state": "taken"},
        {"first": "", "last": "", "state": ""},
    ],
)
def test_unit_calendar_refuses_impossible_nights(client, data):
    unit = UnitFactory()
    client.force_login(unit.stay.host)

    answer = client.post(calendar_of(unit), data)

    assert answer.status_code == 422
    assert CalendarPeriod.objects.count() == 0


def test_unit_calendar_keeps_what_was_typed_when_somebody_is_expected(client):
    agreement = AgreementFactory()
    client.force_login(agreement.host)

    answer = client.post(
        calendar_of(agreement.unit),
        {"first": "2027-05-03", "last": "2027-05-09", "state": "closed"},
    )

    assert answer.status_code == 422
    assert "Somebody is expected" in answer.content.decode()
    assert 'value="2027-05-09"' in answer.content.decode()
    assert CalendarPeriod.objects.count() == 0


def test_unit_calendar_of_a_stranger_is_not_there(client):
    unit = UnitFactory()
    client.force_login(UserFactory())

    statuses = [
        client.get(calendar_of(unit)).status_code,
        client.post(calendar_of(unit), {"first": "2027-06-10"}).status_code,
    ]

    assert statuses == [404, 404]


def test_calendar_leads_to_the_only_unit(client):
    unit = UnitFactory()
    UnitFactory(stay=StayFactory(host=unit.stay.host, state=OfferState.WITHDRAWN))
    client.force_login(unit.stay.host)

    answer = client.get(reverse("hosting:host-calendar"))

    assert answer.url == calendar_of(unit)


def test_calendar_lists_several_units(client):
    unit = UnitFactory()
    other = UnitFactory(stay=unit.stay, name="The attic")
    client.force_login(unit.stay.host)

    page = client.get(reverse("hosting:host-calendar"))

    assert page.context["units"] == [unit, other]
