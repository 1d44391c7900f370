"""From the page of an offer, a card or a story into a trip."""

import re
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from hosting.offers.states import OfferState
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import AgreementFactory, RequestFactory, StayFactory, TipFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.trip_requests.actions.attaching import attach_request
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

DATES = {"check_in": "2027-05-04", "check_out": "2027-05-06", "adults": "2"}


def address_of(**query):
    with translation.override("en"):
        return f"{reverse('travel_stories:trip-add')}?{urlencode(query)}"


def values_of(page):
    """What the fields of the form hold, by name."""
    fields = re.findall(r"<input[^>]+>", page)
    pairs = [
        (re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in fields
    ]
    return {name.group(1): value.group(1) for name, value in pairs if name and value}


def send(client, address, **fields):
    return client.post(address, {"key": str(uuid4())} | fields)


def test_offer_page_links_to_the_trip_with_dates_and_people(client):
    stay = StayFactory()
    with translation.override("en"):
        page = client.get(f"{stay.get_absolute_url()}?{urlencode(DATES)}").text

    link = address_of(offer=stay.public_id, **DATES).replace("&", "&amp;")
    assert f'href="{link}"' in page


def test_the_page_of_an_offer_is_the_same_for_whoever_plans_a_trip(client):
    stay = StayFactory()
    link = address_of(offer=stay.public_id)
    with translation.override("en"):
        address = stay.get_absolute_url()
    pages = [client.get(address).text]

    client.force_login(SeatFactory().person)
    pages.append(client.get(address).text)

    assert [page.count(f'href="{link}"') for page in pages] == [1, 1]


def test_an_offer_that_is_not_published_has_no_link(client):
    stay = StayFactory(state=OfferState.PAUSED)
    client.force_login(stay.host)
    with translation.override("en"):
        page = client.get(stay.get_absolute_url()).text

    assert "Add to a trip" not in page


def test_it_begins_with_the_trip_under_way_on_the_dates_that_were_searched(client):
    seat = SeatFactory()
    SeatFactory(person=seat.person, trip=TripFactory(starts_on=date(2027, 8, 1)))
    client.force_login(seat.person)

    page = client.get(address_of(offer=StayFactory().public_id, **DATES)).text

    values = values_of(page)
    assert f'<option value="{seat.trip.public_id}" selected>' in page
    assert (values["check_in"], values["nights"], values["adults"]) == ("2027-05-04", "2", "2")


def test_without_dates_it_begins_with_the_first_day_of_the_newest_trip(client):
    seat = SeatFactory()
    client.force_login(seat.person)

    page = client.get(address_of(offer=StayFactory().public_id)).text

    assert f'<option value="{seat.trip.public_id}" selected>' in page
    assert values_of(page)["check_in"] == "2027-05-03"


@pytest.mark.parametrize("field", ["check_in", "check_out"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_uncountable_day_is_left_out(client, field, day):
    seat = SeatFactory()
    client.force_login(seat.person)

    page = client.get(address_of(offer=StayFactory().public_id, **{field: day}))

    assert (page.status_code, values_of(page.text)["check_in"]) == (200, "2027-05-03")


def test_it_leads_to_the_step_in_the_plan_and_back_to_where_one_came_from(client):
    seat, stay = SeatFactory(), StayFactory()
    client.force_login(seat.person)
    came_from = {"Referer": "http://testserver/en/offers/?q=mill"}
    page = client.get(address_of(offer=stay.public_id, **DATES), headers=came_from).text
    action = re.search(r'action="(/en/trips/add/[^"]+)"', page).group(1).replace("&amp;", "&")

    response = send(client, action, trip=seat.trip.public_id, check_in="2027-05-04", nights="2")

    step = Step.objects.get()
    assert (step.offer_id, step.day, step.nights) == (stay.pk, 2, 2)
    assert urlsplit(response.url).fragment == f"step-{step.public_id}"
    plan = client.get(response.url).text
    assert 'href="/en/offers/?q=mill">Back to the previous page' in plan
    assert f'id="step-{step.public_id}"' in plan


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client, back):
    seat, stay = SeatFactory(), StayFactory()
    client.force_login(seat.person)

    response = send(client, address_of(offer=stay.public_id, back=back), nights="1", adults="1")

    assert "example" not in response.url
    assert "javascript" not in response.url


@pytest.mark.parametrize("name", ["travel_stories:trip-add", "account_login", "account_signup"])
def test_the_way_back_leads_past_form_and_entry(client, name):
    seat, stay = SeatFactory(), StayFactory()
    client.force_login(seat.person)
    with translation.override("en"):
        referrer = {"Referer": f"http://testserver{reverse(name)}?offer={stay.public_id}"}

    response = client.post(
        address_of(offer=stay.public_id),
        {"key": str(uuid4()), "nights": "1", "check_in": "2027-05-04"},
        headers=referrer,
    )

    assert response.status_code == 302
    assert "back=" not in response.url


@pytest.mark.parametrize(("day", "status", "days"), [("", 422, []), ("2", 302, [2])])
def test_a_trip_without_dates_asks_for_the_number_of_the_day(client, day, status, days):
    seat, stay = SeatFactory(trip=TripFactory(starts_on=None)), StayFactory()
    client.force_login(seat.person)
    sent = {"trip": seat.trip.public_id, "nights": "1", "check_in": "2027-05-04", "day": day}

    response = send(client, address_of(offer=stay.public_id), **sent)

    assert (response.status_code, [step.day for step in Step.objects.all()]) == (status, days)
    assert ("This trip has no dates yet. Enter a day number" in response.text) == (status == 422)


def test_it_begins_with_the_fewest_nights_that_the_host_takes(client):
    client.force_login(SeatFactory().person)

    page = client.get(address_of(offer=StayFactory(min_nights=2).public_id)).text

    assert values_of(page)["nights"] == "2"


def test_a_new_trip_begins_with_it(client):
    client.force_login(UserFactory())
    stay = StayFactory()

    send(
        client,
        address_of(offer=stay.public_id),
        check_in="2027-05-04",
        nights="2",
        adults="2",
        children="1",
    )

    trip = Trip.objects.get()
    assert (trip.starts_on, trip.days, trip.adults, trip.children) == (date(2027, 5, 4), 3, 2, 1)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param(
            {"nights": "0"}, "Enter a whole number from 1 to 366 for “Nights”.", id="zero-nights"
        ),
        pytest.param(
            {"nights": ""}, "Enter a whole number from 1 to 366 for “Nights”.", id="no-nights"
        ),
        pytest.param(
            {"nights": "900"},
            "Enter a whole number from 1 to 366 for “Nights”.",
            id="too-many-nights",
        ),
        ({"nights": "1", "check_in": "the fourth"}, "Enter a date for “"),
        pytest.param(
            {"nights": "2", "check_in": "9999-12-31"}, "between 1900 and 2199", id="too-late"
        ),
        pytest.param(
            {"nights": "1", "adults": "0"},
            "Enter a whole number from 1 to 200 for “Adults",
            id="no-adults",
        ),
        pytest.param(
            {"nights": "1", "trip": "abcdefgh"},
            "Choose one of the answers shown for “Trip”.",
            id="no-such-trip",
        ),
        pytest.param(
            {"nights": "1", "trip": "own", "check_in": "2027-05-01"},
            "before the trip starts",
            id="before-the-trip",
        ),
        ({"nights": "1", "trip": "own", "check_in": "2027-06-01"}, "after the trip ends"),
        ({"nights": "9", "trip": "own", "check_in": "2027-05-04"}, "ends after the trip"),
    ],
)
def test_wrong_addition_keeps_what_was_sent(client, sent, said):
    seat, stay = SeatFactory(), StayFactory()
    client.force_login(seat.person)
    if sent.get("trip") == "own":
        sent = sent | {"trip": seat.trip.public_id}

    response = send(client, address_of(offer=stay.public_id), **sent)

    assert (response.status_code, Step.objects.count(), Trip.objects.count()) == (422, 0, 1)
    assert said in response.text
    assert sent.get("check_in", "") in response.text


@pytest.mark.parametrize("role", ["observer", "payer"])
def test_a_trip_that_one_does_not_plan_is_no_choice(client, role):
    seat, other, stay = SeatFactory(role=role), SeatFactory(), StayFactory()
    client.force_login(seat.person)
    address = address_of(offer=stay.public_id)

    answers = [
        send(client, address, trip=trip.public_id, nights="1").status_code
        for trip in (seat.trip, other.trip)
    ]

    assert answers == [422, 422]
    assert seat.trip.title not in client.get(address).text


@pytest.mark.parametrize(
    "query", [{}, {"offer": "abcdefgh"}, {"offer": "a\0b"}, {"place": "fr:00000"}, {"place": "\0"}]
)
def test_what_is_not_there_is_not_found(client, query):
    client.force_login(UserFactory())

    assert client.get(address_of(**query)).status_code == 404


@pytest.mark.parametrize("state", [OfferState.PAUSED, OfferState.WITHDRAWN])
def test_an_offer_that_is_closed_is_not_found(client, state):
    client.force_login(UserFactory())

    assert client.get(address_of(offer=StayFactory(state=state).public_id)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_returns_from_login_with_the_choices(client, method):
    stay = StayFactory()
    address = address_of(offer=stay.public_id, **DATES, back="/en/offers/")

    response = getattr(client, method)(address, DATES if method == "post" else {})

    (way,) = parse_qs(urlsplit(response.url).query)["next"]
    client.force_login(UserFactory())
    page = client.get(way).text
    values = values_of(page)
    assert (values["check_in"], values["adults"]) == ("2027-05-04", "2")
    assert 'href="/en/offers/"' in page
    assert not Trip.objects.exists()


def test_a_guest_by_a_pass_adds_to_their_trip_and_begins_none(client):
    guest, stay = SeatFactory(guest=True), StayFactory()
    with translation.override("en"):
        client.get(reverse("travel_stories:guest-pass", args=[guest.token]))
    address = address_of(offer=stay.public_id)

    page = client.get(address).text
    refused = send(client, address, nights="1")
    added = send(client, address, trip=guest.trip.public_id, nights="1", check_in="2027-05-03")

    assert "A new trip" not in page
    assert (refused.status_code, added.status_code) == (422, 302)
    assert Step.objects.get().trip == guest.trip


def test_an_account_without_a_verified_address_begins_no_trip(client):
    client.force_login(UserFactory(unverified=True))

    response = send(client, address_of(offer=StayFactory().public_id), nights="1")

    assert "Confirm your email address first. Open the link that we emailed you." in response.text
    assert (response.status_code, Trip.objects.count()) == (422, 0)


def test_a_tip_asks_for_no_nights_and_a_place_is_a_wish(client):
    seat, tip, tours = SeatFactory(), TipFactory(), LocalityFactory(name="Tours")
    client.force_login(seat.person)
    addresses = [address_of(offer=tip.public_id), address_of(place=tours.code)]

    pages = [client.get(address).text for address in addresses]
    for address in addresses:
        send(client, address, trip=seat.trip.public_id, check_in="2027-05-05")

    assert [("nights" in values_of(page)) for page in pages] == [False, False]
    rows = seat.trip.steps.in_order().values_list("kind", "day", "nights", "locality")
    assert list(rows) == [("offer", 3, None, None), ("wish", 3, None, tours.pk)]


def test_the_page_asks_as_often_for_one_trip_as_for_three(client, count_queries):
    seat, stay = SeatFactory(), StayFactory()
    client.force_login(seat.person)
    address = address_of(offer=stay.public_id)
    client.get(address)
    few = count_queries(lambda: client.get(address))
    for _trip in range(2):
        SeatFactory(person=seat.person)

    many = count_queries(lambda: client.get(address))

    assert many == few
    assert many <= 10


def an_agreement(seat):
    """For the first two nights of the trip, with a step for them."""
    request = RequestFactory(
        guest=seat.person,
        state=RequestState.AGREED,
        check_in=date(2027, 5, 3),
        check_out=date(2027, 5, 5),
    )
    step = StepFactory(
        trip=seat.trip, kind="offer", offer=request.offer, title="Roof", day=1, nights=2
    )
    return AgreementFactory(request=request), step


def plan_of(client, trip):
    with translation.override("en"):
        return client.get(trip.get_absolute_url()).text


def test_plan_offers_its_guest_to_attach_an_agreement(client):
    seat = SeatFactory()
    agreement, step = an_agreement(seat)
    client.force_login(seat.person)
    before = plan_of(client, seat.trip)
    with translation.override("en"):
        url = reverse(
            "travel_stories:step-attach",
            args=[seat.trip.address, step.public_id, agreement.request.public_id],
        )

    response = client.post(url, {"key": str(uuid4()), "based_on": "0"})

    after = plan_of(client, seat.trip)
    assert "You have an agreement for these nights." in before
    assert f'action="{url}"' in before
    assert urlsplit(response.url).fragment == f"step-{step.public_id}"
    assert "You have an agreement for these nights." not in after
    assert agreement.reference in after


def test_the_other_members_see_neither_the_agreement_nor_its_reference(client):
    seat = SeatFactory()
    agreement, step = an_agreement(seat)
    client.force_login(SeatFactory(trip=seat.trip, organiser=True).person)

    before = plan_of(client, seat.trip)
    attach_request(step=step, request=agreement.request, edit=an_edit(seat))
    after = plan_of(client, seat.trip)

    assert "You made an agreement" not in before
    assert "Agreed" in after
    assert agreement.reference not in after


def test_a_stranger_and_another_member_attach_nothing(client):
    seat = SeatFactory()
    agreement, step = an_agreement(seat)
    with translation.override("en"):
        url = reverse(
            "travel_stories:step-attach",
            args=[seat.trip.address, step.public_id, agreement.request.public_id],
        )

    statuses = []
    for person in (UserFactory(), SeatFactory(trip=seat.trip, organiser=True).person):
        client.force_login(person)
        statuses.append(client.post(url, {"key": str(uuid4()), "based_on": "0"}).status_code)

    step.refresh_from_db()
    assert (statuses, step.request) == ([404, 404], None)


def test_request_page_leads_its_guest_into_a_trip_and_its_step(client):
    seat = SeatFactory()
    agreement, step = an_agreement(seat)
    request = agreement.request
    link = address_of(request=request.public_id)
    with translation.override("en"):
        page = request.get_absolute_url()
    client.force_login(seat.person)

    before = client.get(page).text
    response = send(client, link, trip=seat.trip.public_id)
    after = client.get(page).text

    assert f'href="{link}"' in before
    assert response.status_code == 302
    assert f'href="{link}"' not in after
    assert f"#step-{step.public_id}" in after
    assert seat.trip.steps.get().request == request


def test_the_host_of_a_request_has_no_way_into_a_trip(client):
    agreement, _step = an_agreement(SeatFactory())
    host = agreement.request.host
    client.force_login(host)
    link = address_of(request=agreement.request.public_id)
    with translation.override("en"):
        page = client.get(agreement.request.get_absolute_url()).text

    assert "Add to a trip" not in page
    assert client.get(link).status_code == 404


def test_a_visitor_logs_in_before_a_request_is_looked_up(client):
    agreement, _step = an_agreement(SeatFactory())

    response = client.get(address_of(request=agreement.request.public_id))

    (way,) = parse_qs(urlsplit(response.url).query)["next"]
    assert way == address_of(request=agreement.request.public_id)


def test_a_request_begins_a_trip_of_its_own(client):
    agreement, _step = an_agreement(SeatFactory())
    client.force_login(agreement.request.guest)

    send(client, address_of(request=agreement.request.public_id))

    trip = Trip.objects.first()
    assert (trip.starts_on, trip.days, trip.adults) == (date(2027, 5, 3), 3, 2)


def test_the_page_says_the_new_end_of_the_trip_and_waits_for_consent(client):
    seat, stay = SeatFactory(organiser=True), StayFactory()
    client.force_login(seat.person)
    address = address_of(offer=stay.public_id)
    sent = {"trip": seat.trip.public_id, "check_in": "2027-05-06", "nights": "3"}

    asked = send(client, address, **sent)
    stale = send(client, address, **sent | {"nights": "4"}, longer=f"{seat.trip.public_id}:7")
    accepted = send(client, address, **sent, longer=f"{seat.trip.public_id}:7")

    seat.trip.refresh_from_db()
    assert [one.status_code for one in (asked, stale, accepted)] == [422, 422, 302]
    assert "The trip will end on Sunday 9 May instead of Friday 7 May." in asked.text
    assert "The trip will end on Monday 10 May instead of Friday 7 May." in stale.text
    assert (seat.trip.days, seat.trip.steps.get().nights) == (7, 3)


def test_a_stay_longer_than_any_trip_is_refused_without_a_box_to_accept_it(client):
    seat, stay = SeatFactory(organiser=True), StayFactory()
    client.force_login(seat.person)
    sent = {"trip": seat.trip.public_id, "check_in": "2027-05-03", "nights": "366"}

    response = send(client, address_of(offer=stay.public_id), **sent)

    seat.trip.refresh_from_db()
    assert (response.status_code, seat.trip.days, Step.objects.count()) == (422, 5, 0)
    assert "Choose fewer nights" in response.text
    assert "Accept the trip’s new end date" not in response.text
    assert 'name="longer"' not in response.text


@pytest.mark.parametrize(
    "longer", ["", "x", "abcdefgh:9", "own:x", "own:9999", "own:2", "own:" + "9" * 5000]
)
def test_a_consent_that_means_nothing_is_none(client, longer):
    seat, stay = SeatFactory(organiser=True), StayFactory()
    client.force_login(seat.person)
    sent = {"trip": seat.trip.public_id, "check_in": "2027-05-06", "nights": "3"}

    response = send(
        client,
        address_of(offer=stay.public_id),
        **sent,
        longer=longer.replace("own", seat.trip.public_id),
    )

    assert (response.status_code, Step.objects.count()) == (422, 0)


def test_the_page_of_a_request_asks_for_which_of_several_steps_it_is(client):
    seat = SeatFactory()
    agreement, step = an_agreement(seat)
    step.nights = 1
    step.save()
    other = StepFactory(
        trip=seat.trip, kind="offer", offer=step.offer, title="Again", day=2, nights=1
    )
    client.force_login(seat.person)
    address = address_of(request=agreement.request.public_id, trip=seat.trip.public_id)

    page = client.get(address).text
    refused = send(client, address, trip=seat.trip.public_id)
    chosen = send(client, address, trip=seat.trip.public_id, step=other.public_id)

    assert "The request is for 2 adults." in page
    assert "Again, Tuesday 4 – Wednesday 5 May" in page
    assert (refused.status_code, chosen.status_code) == (422, 302)
    assert list(seat.trip.steps.exclude(request=None)) == [other]
    assert "The agreement is for 2 adults." in plan_of(client, seat.trip)
