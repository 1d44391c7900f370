"""The council's tab, the page behind the link, and the page of one's own registration."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.travel_stories import (
    RegistrationFactory,
    SeatFactory,
    SignUpFactory,
    TripFactory,
)
from travel_stories.trip_sign_ups.models import Registration, SignUp
from travel_stories.trip_sign_ups.notifications import CHANGED
from travel_stories.trip_sign_ups.templatetags.sign_ups import sign_up_link
from travel_stories.trips.choices import TripKind

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


@pytest.fixture
def camille(client):
    """The organiser of a works council, logged in."""
    seat = SeatFactory(trip=TripFactory(kind=TripKind.WORKS_COUNCIL), organiser=True)
    client.force_login(seat.person)
    return seat


def test_organiser_opens_a_sign_up_and_shares_its_link(client, camille):
    tab = url_of("sign-up-manage", camille.trip.address)
    sent = {"seats": 20, "closes_on": "2027-04-20", "adult_amount": "40,50", "child_amount": "0"}

    saved = client.post(url_of("sign-up-save", camille.trip.address), sent)
    page = client.get(tab).text

    sign_up = SignUp.objects.get()
    assert (saved.url, sign_up.adult_amount, sign_up.child_amount) == (tab, 4050, 0)
    assert sign_up.token in page
    assert "0 of 20 places taken. Last day to register: Tuesday 20 April." in page


@pytest.mark.parametrize(
    "change",
    [
        {"seats": 0},
        {"seats": 2001},
        {"closes_on": "2027-03-31"},
        {"closes_on": "2028-05-01"},
        {"adult_amount": "-1"},
        {"adult_amount": "1.234"},
        {"child_amount": ""},
    ],
    ids=lambda change: "-".join(f"{key}={value}" for key, value in change.items()),
)
def test_save_refuses_bad_input_and_keeps_it(client, camille, change):
    sent = {"seats": 20, "closes_on": "2027-04-20", "adult_amount": "40", "child_amount": "0"}

    response = client.post(url_of("sign-up-save", camille.trip.address), sent | change)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(change)
    assert not SignUp.objects.exists()


def test_others_of_the_trip_read_how_many_and_no_names(client, camille):
    made = RegistrationFactory(sign_up__trip=camille.trip, name="Nour Haddad")
    companion = SeatFactory(trip=camille.trip)
    pages = []

    for reader in (camille.person, companion.person):
        client.force_login(reader)
        text = client.get(url_of("sign-up-manage", camille.trip.address)).text
        pages.append([part in text for part in ("2 of 10 places", "Nour Haddad", "55.00")])

    assert pages == [[True, True, True], [True, False, False]]
    assert made.sign_up.token not in text


def test_an_employee_registers_finds_it_again_and_withdraws(client):
    sign_up = SignUpFactory()
    nour = UserFactory(full_name="Nour Haddad")
    link = url_of("sign-up", sign_up.token)

    visitor = client.get(link)
    turned_away = client.post(link, {"name": "N", "adults": 1})
    client.force_login(nour)
    page = client.get(link)
    sent = client.post(link, {"name": "Nour Haddad", "adults": 1, "children": 1})
    own = client.get(sent.url)
    again = client.get(link)
    withdrawn = client.post(
        url_of("registration-withdraw", Registration.objects.get().public_id), follow=True
    )

    assert "You need an account to register" in visitor.text
    assert turned_away.url.startswith(url_of("sign-up", "x").partition("/s/")[0])
    assert "Nour Haddad" in page.text
    assert ("€55<" in own.text, "not yet" in own.text) == (True, True)
    assert "You’re already registered" in again.text
    assert "Registration withdrawn" in withdrawn.text
    assert ("€55" in withdrawn.text, "nothing to pay" in withdrawn.text) == (False, True)


def test_a_refusal_keeps_what_an_employee_typed(client):
    sign_up = SignUpFactory(seats=2)
    client.force_login(UserFactory())

    response = client.post(
        url_of("sign-up", sign_up.token), {"name": "Nour", "adults": 2, "children": 1}
    )

    assert response.status_code == 422
    assert "There are only 2 places left." in response.text
    assert response.context["form"]["children"].value() == "1"


def test_a_dead_link_says_so(client):
    sign_up = SignUpFactory()
    token = sign_up.token
    SignUp.objects.update(nonce="y" * 16)

    answers = [client.get(url_of("sign-up", one)).status_code for one in (token, "nothing")]

    assert answers == [410, 410]


def test_registration_of_another_is_not_there(client):
    made = RegistrationFactory()
    client.force_login(UserFactory())

    page = client.get(url_of("registration-detail", made.public_id))
    press = client.post(url_of("registration-withdraw", made.public_id))

    assert (page.status_code, press.status_code) == (404, 404)


def test_pay_notes_a_day_and_refuses_one_to_come(client, camille):
    made = RegistrationFactory(sign_up__trip=camille.trip)
    url = url_of("registration-pay", camille.trip.address, made.public_id)

    refused = client.post(url, {"paid_on": "2027-04-02"})
    client.post(url, {"paid_on": "2027-03-31"})

    assert (refused.status_code, "Choose today or an earlier day." in refused.text) == (422, True)
    assert Registration.objects.get().paid_on == date(2027, 3, 31)


def test_pay_finds_no_registration_of_another_trip(client, camille):
    made = RegistrationFactory()
    url = url_of("registration-pay", camille.trip.address, made.public_id)

    assert client.post(url, {"paid_on": "2027-03-31"}).status_code == 404


def test_sheet_is_for_organisers(client, camille):
    RegistrationFactory(sign_up__trip=camille.trip, name="Nour")
    url = url_of("sign-up-sheet", camille.trip.address)

    mine = client.get(url)
    client.force_login(SeatFactory(trip=camille.trip).person)

    assert (mine["Content-Type"], "Nour" in mine.text) == ("text/csv; charset=utf-8", True)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("kind", TripKind)
def test_the_tab_is_there_for_works_councils_alone(client, kind):
    seat = SeatFactory(trip=TripFactory(kind=kind), organiser=True)
    client.force_login(seat.person)
    tab = url_of("sign-up-manage", seat.trip.address)

    assert (tab in client.get(seat.trip.get_absolute_url()).text) == (
        kind == TripKind.WORKS_COUNCIL
    )


@pytest.mark.parametrize(
    ("role", "is_read"), [("organiser", True), ("companion", False)], ids=["organiser", "companion"]
)
def test_opening_the_list_marks_its_notification_read(role, is_read, client):
    sign_up = SignUpFactory()
    seat = SeatFactory(trip=sign_up.trip, role=role)
    told, other = (
        Notice.objects.create(recipient=person, template=CHANGED, subject=sign_up, data={})
        for person in (seat.person, UserFactory())
    )
    client.force_login(seat.person)
    tab = url_of("sign-up-manage", sign_up.trip.address)

    client.head(tab)
    before = Notice.objects.unread().count()
    client.get(tab)

    unread = set(Notice.objects.unread())
    assert (before, told in unread, other in unread) == (2, not is_read, True)


def test_a_registration_has_the_stylesheet_of_its_table(client):
    made = RegistrationFactory()
    client.force_login(made.person)

    page = client.get(made.get_absolute_url()).text

    assert ('class="ledger ledger--facts"' in page, "css/workshop" in page) == (True, True)


def test_my_trips_list_what_i_am_registered_for_and_not_what_i_withdrew(client):
    made = RegistrationFactory()
    gone = RegistrationFactory(person=made.person, withdrawn=True)
    client.force_login(made.person)

    page = client.get(url_of("trip-list")).text

    assert f'href="{made.get_absolute_url()}"' in page
    assert (gone.get_absolute_url() in page, "No trips yet" in page) == (False, False)


def test_organisers_record_no_payment_of_somebody_who_withdrew_unpaid(client, camille):
    sign_up = SignUpFactory(trip=camille.trip)
    paid = RegistrationFactory(sign_up=sign_up, withdrawn=True, paid_on=date(2027, 3, 1))
    unpaid = RegistrationFactory(sign_up=sign_up, withdrawn=True)

    page = client.get(url_of("sign-up-manage", camille.trip.address)).text

    forms = [f'id="paid-{one.public_id}"' in page for one in (paid, unpaid)]
    assert (forms, "not paid yet" in page) == ([True, False], False)


def test_the_link_leads_each_reader_to_their_language(client):
    link = sign_up_link(SignUpFactory()).removeprefix(settings.BASE_URL)

    pages = [client.get(link, headers={"accept-language": code}) for code in ("fr", "en")]

    assert [page.url for page in pages] == [f"/fr{link}", f"/en{link}"]
    assert client.get(pages[0].url).status_code == 200


def test_the_link_says_who_organises_and_for_which_council(client):
    sign_up = SignUpFactory()
    council = OrganisationFactory(name="CSE du Bief")
    SeatFactory(trip=sign_up.trip, organiser=True, name="Hannah", on_behalf_of=council)

    page = client.get(url_of("sign-up", sign_up.token)).text

    assert ("CSE du Bief" in page, "Hannah" in page) == (True, True)
