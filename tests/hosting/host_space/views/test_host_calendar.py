"""The host's calendar: months of all units, and nights of several at once."""

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


def calendar_url():
    return reverse("hosting:host-calendar")


def night(unit, day):
    return f"{unit.public_id}.2027-06-{day:02}"


def periods():
    rows = CalendarPeriod.objects.order_by("unit", "check_in")
    return list(rows.values_list("unit", "check_in", "check_out", "state", "note"))


def test_calendar_shows_three_months_of_one_unit_and_two_of_two(client):
    unit = UnitFactory()
    UnitFactory(stay=StayFactory(host=unit.stay.host, state=OfferState.WITHDRAWN))
    client.force_login(unit.stay.host)

    one = client.get(calendar_url()).context["calendar"]
    other = UnitFactory(stay=unit.stay, name="The attic")
    two = client.get(calendar_url(), {"month": "2027-07"}).context["calendar"]

    months = [
        [(part.unit, [month.first.month for month in part.months]) for part in calendar.units]
        for calendar in (one, two)
    ]
    assert months == [[(unit, [5, 6, 7])], [(unit, [7, 8]), (other, [7, 8])]]
    assert (one.previous, one.next) == (None, date(2027, 6, 1))
    assert (two.previous, two.choices[-1]) == (date(2027, 6, 1), date(2029, 5, 1))


def test_calendar_closes_nights_of_several_units_with_a_note(client):
    unit = UnitFactory()
    other = UnitFactory(stay=unit.stay, name="The attic")
    client.force_login(unit.stay.host)

    answer = client.post(
        f"{calendar_url()}?month=2027-06",
        {
            "nights": [night(unit, 3), night(unit, 2), night(unit, 7), night(other, 2)],
            "state": "closed",
            "note": "Painting the stairs",
        },
    )

    assert answer.url == f"{calendar_url()}?month=2027-06"
    kept = ("closed", "Painting the stairs")
    assert periods() == [
        (unit.pk, date(2027, 6, 2), date(2027, 6, 4), *kept),
        (unit.pk, date(2027, 6, 7), date(2027, 6, 8), *kept),
        (other.pk, date(2027, 6, 2), date(2027, 6, 3), *kept),
    ]
    page = client.get(calendar_url(), {"month": "2027-06"}).content.decode()
    assert "Painting the stairs" in page
    assert "Painting the stairs" not in client.get(unit.stay.get_absolute_url()).content.decode()


def test_calendar_opens_the_middle_and_keeps_the_notes_around(client):
    unit = UnitFactory()
    client.force_login(unit.stay.host)
    nights = [night(unit, day) for day in range(1, 6)]
    client.post(calendar_url(), {"nights": nights, "state": "closed", "note": "Family"})

    client.post(calendar_url(), {"nights": nights[2:3], "state": "open", "note": "ignored"})

    assert periods() == [
        (unit.pk, date(2027, 6, 1), date(2027, 6, 3), "closed", "Family"),
        (unit.pk, date(2027, 6, 4), date(2027, 6, 6), "closed", "Family"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"nights": [], "state": "closed"},
        {"nights": ["{unit}.2027-02-30"], "state": "closed"},
        {"nights": ["{unit}.2027-05-02"], "state": "closed"},
        {"nights": ["{unit}.2099-05-02"], "state": "closed"},
        {"nights": ["{unit}.2027-06-02"] * 901, "state": "closed"},
        {"nights": ["{unit}.2027-06-02"], "state": "taken"},
        {"nights": ["{unit}.2027-06-02"], "state": "closed", "note": "x" * 201},
        {"nights": ["{other}.2027-06-02"], "state": "closed"},
    ],
    ids=["none", "no day", "past", "far", "many", "state", "note", "stranger"],
)
def test_calendar_refuses(client, data):
    unit, other = UnitFactory(), UnitFactory()
    client.force_login(unit.stay.host)
    names = {"unit": unit.public_id, "other": other.public_id}

    nights = [one.format(**names) for one in data["nights"]]
    answer = client.post(calendar_url(), data | {"nights": nights})

    assert (answer.status_code, periods()) == (422, [])


def test_calendar_changes_nothing_when_somebody_is_expected_in_one_of_them(client):
    agreement = AgreementFactory()
    unit = agreement.unit
    other = UnitFactory(stay=unit.stay, name="The attic")
    client.force_login(agreement.host)
    taken = f"{unit.public_id}.{agreement.check_in}"
    free = f"{other.public_id}.{agreement.check_in}"

    answer = client.post(
        f"{calendar_url()}?month={agreement.check_in:%Y-%m}",
        {"nights": [free, taken], "state": "closed"},
    )

    assert (answer.status_code, periods()) == (422, [])
    assert f'value="{free}" checked' in answer.content.decode()


def test_calendar_names_who_is_expected_and_leads_to_the_request(client):
    agreement = AgreementFactory()
    client.force_login(agreement.host)

    page = client.get(calendar_url(), {"month": f"{agreement.check_in:%Y-%m}"}).content.decode()

    assert agreement.guest_name in page
    assert agreement.request.get_absolute_url() in page


def test_calendar_says_where_to_begin_without_a_unit(client):
    client.force_login(UserFactory())

    page = client.get(calendar_url())

    assert page.context["units"] == []
    assert reverse("hosting:offer-start") in page.content.decode()


def test_calendar_costs_the_same_for_many_units(client, count_queries):
    unit = UnitFactory()
    client.force_login(unit.stay.host)
    client.get(calendar_url())

    one = count_queries(lambda: client.get(calendar_url()))
    UnitFactory.create_batch(3, stay=unit.stay)
    many = count_queries(lambda: client.get(calendar_url()))

    assert one == many <= 9
