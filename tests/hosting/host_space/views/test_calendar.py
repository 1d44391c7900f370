"""The host's calendar, pressed night by night without JavaScript."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hosting.calendars.models import CalendarPeriod
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import ForeignBlockFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import AgreementFactory, UnitFactory

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
    assert "You’re expecting a guest on one of these nights." in answer.content.decode()
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


def test_unit_calendar_names_who_is_expected_and_leads_to_the_request(client):
    agreement = AgreementFactory()
    client.force_login(agreement.host)

    page = client.get(calendar_of(agreement.unit), {"month": f"{agreement.check_in:%Y-%m}"})

    nights = [night for week in page.context["month"].weeks for night in week if night]
    there = agreement.request.get_absolute_url()
    assert [(night.date.day, night.url, night.words) for night in nights if night.words] == [
        (day, there, agreement.guest_name) for day in (3, 4, 5)
    ]
    assert f'title="{agreement.guest_name}"' in page.content.decode()


@pytest.mark.parametrize("answers", [True, False])
def test_only_a_co_host_who_answers_reads_who_is_expected(client, answers):
    agreement = AgreementFactory()
    offer = agreement.unit.offer
    co_host = CoHostFactory(offer=offer, may_answer=answers, may_set_nights=True)
    client.force_login(co_host.person)
    month = {"month": f"{agreement.check_in:%Y-%m}"}

    pages = [
        client.get(calendar_of(agreement.unit), month),
        client.get(reverse("hosting:host-calendar"), month),
    ]

    texts = [page.content.decode() for page in pages]
    facts = (agreement.guest_name, agreement.request.get_absolute_url())
    assert [[fact in text for fact in facts] for text in texts] == [[answers, answers]] * 2
    nights = [night for week in pages[0].context["month"].weeks for night in week if night]
    assert [night.date.day for night in nights if night.state == "taken"] == [3, 4, 5]


def test_calendar_lists_several_units(client):
    unit = UnitFactory()
    other = UnitFactory(stay=unit.stay, name="The attic")
    client.force_login(unit.stay.host)

    page = client.get(reverse("hosting:host-calendar"))

    assert page.context["units"] == [unit, other]


def test_unit_calendar_names_which_calendar_takes_what_in_the_month(client):
    block = ForeignBlockFactory(feed__name="The other site")
    ForeignBlockFactory(feed=block.feed, start=date(2027, 6, 3), end=date(2027, 6, 6))
    client.force_login(block.unit.offer.host)

    page = client.get(calendar_of(block.unit))

    assert page.context["blocks"] == [block]
    for words in ("The other site · reservation", "Read or disconnect these calendars"):
        assert words in page.content.decode()
