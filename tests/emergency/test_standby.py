"""A home is promised in quiet times, called when an emergency opens, and lent by one press."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.accounts.models import Notice
from commons.accounts.notifications import write_notice
from commons.accounts.permissions import SYSTEM
from commons.accounts.queries.personal_data import export_of
from core.dates import DateRange
from emergency.actions.leaving import let_go_of
from emergency.actions.standby import answer_call, call_standbys, stand_by, stand_down
from emergency.enums import AccessMode
from emergency.errors.offers import UnitKnownError
from emergency.models import HousingOffer, Standby
from emergency.periodic import call_all_standbys
from hosting.enums import LodgingKind
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, StandbyFactory, in_days
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED)


@pytest.fixture
def standby():
    return StandbyFactory()


def host_of(standby):
    return standby.unit.stay.host


def promise(unit, **changes):
    said = {"access_mode": AccessMode.KEY_BOX, "access_hours": "", "by": unit.stay.host}
    return stand_by(unit=unit, **said | changes)


def test_stand_by_promises_a_unit_once_and_lends_nothing(unit):
    promise(unit)
    promise(unit, access_mode=AccessMode.IN_PERSON, access_hours="evenings")

    [standby] = Standby.objects.all()
    assert (standby.access_mode, standby.access_hours) == ("in_person", "evenings")
    assert not HousingOffer.objects.exists()


def test_stand_by_is_for_the_host(unit):
    for by in (UserFactory(), UserFactory(is_active=False)):
        with pytest.raises(PermissionDenied):
            promise(unit, by=by)


def test_stand_down_is_for_the_host(standby):
    with pytest.raises(PermissionDenied):
        stand_down(standby=standby, by=UserFactory())

    stand_down(standby=standby, by=host_of(standby))

    assert not Standby.objects.exists()


def test_the_clock_calls_whoever_promised_a_home_there_once(standby):
    StandbyFactory(unit__stay__place__locality__department_code="41")
    activation = ActivationFactory()

    call_all_standbys()
    call_all_standbys()

    [notice] = Notice.objects.all()
    assert (notice.recipient, notice.subject) == (host_of(standby), activation)


@pytest.mark.parametrize("state", ["draft", "winding_down", "closed"])
def test_nobody_is_called_for_what_isnt_open(standby, state):
    activation = ActivationFactory(state=state)

    assert call_standbys(activation=activation, by=SYSTEM) == 0
    assert not Notice.objects.exists()


def test_a_host_of_two_homes_gets_one_letter(standby):
    host = host_of(standby)
    StandbyFactory(unit__stay=standby.unit.stay)

    assert call_standbys(activation=ActivationFactory(), by=SYSTEM) == 2
    assert [notice.recipient for notice in Notice.objects.all()] == [host]


def test_call_standbys_is_left_to_the_clock(standby):
    activation = ActivationFactory()

    for by in (host_of(standby), DutyFactory(activation=activation).person):
        with pytest.raises(PermissionDenied):
            call_standbys(activation=activation, by=by)


def test_answer_call_lends_it_until_the_last_night_with_the_key_as_promised(standby):
    activation = ActivationFactory()

    offer = answer_call(standby=standby, activation=activation, by=host_of(standby))

    assert offer.window == DateRange(in_days(0), in_days(181))  # one to clean afterwards
    assert (offer.unit, offer.state, offer.access_mode) == (standby.unit, "submitted", "key_box")
    with pytest.raises(UnitKnownError):
        answer_call(standby=standby, activation=activation, by=host_of(standby))


def test_answer_call_lends_one_stay_and_its_empty_night_where_the_last_one_is_today(standby):
    activation = ActivationFactory(hard_end=in_days(0))

    offer = answer_call(standby=standby, activation=activation, by=host_of(standby))

    assert offer.check_out - offer.check_in == timedelta(days=2)


def test_answer_call_is_for_the_host(standby):
    with pytest.raises(PermissionDenied):
        answer_call(standby=standby, activation=ActivationFactory(), by=UserFactory())


def test_a_promise_ends_with_the_account_and_is_given_out_before(standby):
    host = host_of(standby)
    told = export_of(host)["emergencies"]["homes_promised"]

    let_go_of(host)

    assert [one["access_mode"] for one in told] == ["key_box"]
    assert not Standby.objects.exists()


def test_the_letter_leads_to_the_page_in_french(standby):
    host = host_of(standby)
    host.language = "fr"
    host.save()
    call_standbys(activation=ActivationFactory(), by=SYSTEM)

    letter = write_notice(Notice.objects.get())

    assert letter.title == "Indre-et-Loire\u00a0: prêtez-vous votre logement maintenant\u00a0?"
    assert "/fr/urgence/en-reserve/" in letter.text


def test_a_host_promises_a_home_on_a_page_and_takes_it_back(client, unit):
    client.force_login(unit.stay.host)
    url = reverse("emergency:standby")

    client.post(url, {"unit": unit.pk, "access_mode": "key_box"})
    page = client.get(url)
    [standby] = Standby.objects.all()
    client.post(reverse("emergency:standby-end", args=[standby.pk]))

    assert [one.name for one in page.context["promised"]] == [f"{unit.stay.title}, {unit.name}"]
    assert "Lend it now" not in page.text
    assert not Standby.objects.exists()


def test_a_host_promises_no_home_of_others(client, unit):
    client.force_login(UserFactory())

    answer = client.post(reverse("emergency:standby"), {"unit": unit.pk, "access_mode": "key_box"})

    assert answer.status_code == 422
    assert not Standby.objects.exists()


def test_one_press_lends_it_where_an_emergency_is_open(client, standby):
    activation = ActivationFactory()
    client.force_login(host_of(standby))
    url = reverse("emergency:standby-lend", args=[standby.pk, activation.public_id])

    before = client.get(reverse("emergency:standby")).text
    client.post(url)
    after = client.get(reverse("emergency:standby")).text

    assert url in before
    assert url not in after
    assert HousingOffer.objects.get().activation == activation


@pytest.mark.parametrize("deed", ["standby-end", "standby-lend"])
def test_strangers_find_no_promise_of_others(client, standby, deed):
    args = [standby.pk]
    if deed == "standby-lend":
        args.append(ActivationFactory().public_id)
    client.force_login(UserFactory())

    assert client.post(reverse(f"emergency:{deed}", args=args)).status_code == 404


def test_the_desk_of_a_host_leads_there_and_that_of_others_doesnt(client, standby):
    url = reverse("emergency:standby")
    pages = []
    for person in (host_of(standby), UserFactory()):
        client.force_login(person)
        pages.append(url in client.get(reverse("accounts:desk")).text)

    assert pages == [True, False]


def test_the_page_asks_the_same_questions_for_one_promise_and_for_three(
    client, standby, count_queries
):
    ActivationFactory()
    client.force_login(host_of(standby))
    url = reverse("emergency:standby")
    client.get(url)
    first = count_queries(lambda: client.get(url))
    for _ in range(2):
        StandbyFactory(unit__stay=standby.unit.stay)

    assert count_queries(lambda: client.get(url)) == first
