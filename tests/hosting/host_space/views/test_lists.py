"""The steps that hold a list: units, rates, sessions."""

import pytest
import time_machine
from django.urls import reverse

from hosting.calendars.models import Session
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit
from tests.factories.hosting import (
    SUMMER,
    ActivityFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def draft_of(offer):
    return Offer.objects.get(pk=offer.pk).specific.get_latest_revision_as_object()


def test_units_are_added_changed_and_removed(send):
    stay = StayFactory(draft=True)

    send("unit-add", stay, name="The blue room", sleeps="2", bathroom="shared", double="1")
    unit = Unit.objects.get()
    send("unit-change", stay, unit.public_id, name="The red room", sleeps="3", bathroom="private")
    unit.refresh_from_db()
    changed = (unit.name, unit.sleeps, unit.bathroom, unit.beds.count())
    for _press in range(2):
        send("unit-remove", stay, unit.public_id)

    assert changed == ("The red room", 3, "private", 0)
    assert Unit.objects.count() == 0


UNIT = {"name": "The blue room", "sleeps": "2", "bathroom": "shared"}


@pytest.mark.parametrize(
    ("listed", "added"), [("offer-units", "unit-add"), ("offer-rates", "rate-choose")]
)
def test_an_empty_list_leads_to_its_form(client, listed, added):
    stay = StayFactory(draft=True)
    client.force_login(stay.host)

    answer = client.get(reverse(f"hosting:{listed}", args=[stay.public_id]))

    assert (answer.status_code, answer.url) == (
        302,
        reverse(f"hosting:{added}", args=[stay.public_id]),
    )


def test_a_unit_leads_to_the_next_step_or_to_one_more(send):
    stay = StayFactory(draft=True)

    next_step = send("unit-add", stay, **UNIT)
    one_more = send("unit-add", stay, another="1", **UNIT | {"name": "The red room"})

    assert next_step.url == reverse("hosting:offer-rates", args=[stay.public_id])
    assert one_more.url == reverse("hosting:unit-add", args=[stay.public_id])
    assert Unit.objects.count() == 2


def test_a_rate_leads_to_the_next_step_or_to_one_more(send):
    stay = StayFactory(draft=True)

    next_step = send("rate-add", stay, "gift", name="own", own_name="A song")
    one_more = send("rate-add", stay, "gift", name="own", own_name="A cake", another="1")

    assert next_step.url == reverse("hosting:offer-declaration", args=[stay.public_id])
    assert one_more.url == reverse("hosting:rate-choose", args=[stay.public_id])
    assert len(draft_of(stay).rates.all()) == 2


@pytest.mark.parametrize(
    "data",
    [{"sleeps": "0"}, {"sleeps": "10000"}, {"name": ""}, {"double": "51"}, {"bathroom": "river"}],
)
def test_an_impossible_unit_is_refused(send, data):
    stay = StayFactory(draft=True)

    answer = send("unit-add", stay, **({"name": "A", "sleeps": "2", "bathroom": "shared"} | data))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(data)
    assert Unit.objects.count() == 0


def test_a_unit_that_is_changed_stands_in_its_form(client):
    unit = UnitFactory(name="The blue room")
    unit.beds.create(kind="bunk", count=2)
    client.force_login(unit.stay.host)

    form = client.get(
        reverse("hosting:unit-change", args=[unit.stay.public_id, unit.public_id])
    ).context["form"]

    shown = [form[name].value() for name in ("name", "sleeps", "bathroom", "bunk", "double")]
    assert shown == ["The blue room", 4, "shared", 2, None]


def test_rates_are_added_changed_and_removed(send):
    stay = StayFactory(draft=True)
    paid = {
        "name": "own",
        "own_name": "Winter",
        "amount": "40",
        "currency": "EUR",
        "unit": "night",
        "cash": "on",
    }

    send("rate-add", stay, "paid", **paid)
    send("rate-add", stay, "service", name="mode", details="Two hours of weeding.")
    send("rate-change", stay, 1, **(paid | {"amount": "35"}))
    rates = [(rate.label, rate.mode, rate.amount) for rate in draft_of(stay).rates.all()]
    send("rate-remove", stay, 1)

    assert rates == [("Winter", "paid", 35), ("Helping hand", "service", None)]
    assert [rate.label for rate in draft_of(stay).rates.all()] == ["Helping hand"]


SEASON = {"name": "summer", "begins": "2027-07-01", "ends": "2027-09-01", "amount": "120"}


def test_seasons_are_added_changed_and_removed(send, client):
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, sort_order=1)

    send("season-add", stay, 1, **SEASON)
    send("season-add", stay, 1, **(SEASON | {"begins": "2027-10-01", "ends": "2027-11-01"}))
    send("season-change", stay, 1, 1, **(SEASON | {"amount": "130"}))
    page = client.get(reverse("hosting:offer-rates", args=[stay.public_id])).text
    form = client.get(reverse("hosting:season-change", args=[stay.public_id, 1, 1])).context["form"]
    send("season-remove", stay, 1, 2)

    (rate,) = draft_of(stay).rates.all()
    assert [(one.number, one.amounts.amount) for one in rate.price_seasons] == [(1, 130)]
    assert "1 Sept – 1 Oct: no season, so your usual price applies." in page
    assert form["amount"].value() == 130


def test_a_season_that_overlaps_comes_back_as_it_was_typed(send):
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, sort_order=1, seasons=[SUMMER.to_json()])

    answer = send("season-add", stay, 1, **(SEASON | {"begins": "2027-08-01", "amount": "99"}))

    assert answer.status_code == 422
    assert "These dates overlap “Summer” (1 Jul – 1 Sept)." in answer.text
    assert 'value="99"' in answer.text


@pytest.mark.parametrize(
    ("unit", "number", "season"), [("night", 9, 1), ("night", 1, 9), ("stay", 1, 1)]
)
def test_a_season_that_cannot_be_is_not_there(client, unit, number, season):
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, sort_order=1, unit=unit, seasons=[SUMMER.to_json()])
    client.force_login(stay.host)

    url = reverse("hosting:season-change", args=[stay.public_id, number, season])

    assert client.get(url).status_code == 404


def test_a_rate_in_an_unknown_currency_is_refused(send):
    stay = StayFactory(draft=True)

    answer = send("rate-add", stay, "paid", name="full", amount="4", currency="XYZ", unit="night")

    assert answer.status_code == 422
    assert "Enter a currency code such as EUR." in answer.content.decode()


def test_a_tip_has_no_rates(client):
    tip = TipFactory(draft=True)
    client.force_login(tip.host)

    assert client.get(reverse("hosting:offer-rates", args=[tip.public_id])).status_code == 404


def test_sessions_are_added_changed_and_called_off(send):
    walk = ActivityFactory(draft=True)

    send("session-add", walk, starts_at="2027-05-04T14:00", minutes="90", seats="8", weeks="2")
    first, second = Session.objects.all()
    send(
        "session-change",
        walk,
        first.public_id,
        starts_at="2027-05-05T14:00",
        minutes="60",
        seats="4",
    )
    send("session-cancel", walk, second.public_id)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (f"{first.starts_at:%d %H:%M}", first.seats) == ("05 12:00", 4)
    assert (first.state, second.state) == ("scheduled", "cancelled")


def test_an_impossible_session_is_refused(send):
    walk = ActivityFactory(draft=True)

    past = send(
        "session-add", walk, starts_at="2027-04-04T14:00", minutes="90", seats="8", weeks="1"
    )
    never = send(
        "session-add", walk, starts_at="2027-02-30T14:00", minutes="90", seats="8", weeks="1"
    )

    assert (past.status_code, never.status_code) == (422, 422)
    assert "Choose a date and time in the future." in past.content.decode()
    assert Session.objects.count() == 0


def test_the_lists_of_a_step_show_what_there_is(client):
    stay = StayFactory()
    unit = UnitFactory(stay=stay)
    rate = RateFactory(offer=stay, sort_order=1)
    session = SessionFactory(activity=ActivityFactory(host=stay.host))
    client.force_login(stay.host)

    def shown(page, offer, name):
        answer = client.get(reverse(f"hosting:{page}", args=[offer.public_id]))
        return list(answer.context[name])

    assert shown("offer-units", stay, "units") == [unit]
    assert shown("offer-rates", stay, "rates") == [(rate, [])]
    sessions = shown("offer-sessions", Activity.objects.get(), "sessions")
    assert [one.public_id for one in sessions] == [session.public_id]
