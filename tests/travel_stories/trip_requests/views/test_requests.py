"""The room of requests: who sees what, who may press, and what a press comes to."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core.values.dates import DateRange
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import decline_request
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import ProposedTerms, Request
from hosting.requests.states import RequestState
from search.query.errors import SearchDownError
from search.upkeep.actions import note_changes
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ActivityFactory, RateFactory, UnitFactory
from tests.factories.organisations import MandateFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.trip_requests.actions.requests import ask_host
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords, TripRequest
from travel_stories.trips.choices import LinkKind, MemberRole, StepKind, Visibility
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def a_step(trip, offer=None, **changes):
    offer = offer or UnitFactory().stay
    given = {"kind": StepKind.OFFER, "offer": offer, "title": offer.title, "nights": 2}
    step = StepFactory(trip=trip, **(given | changes))
    return Step.objects.select_related("offer", "request", "trip").get(pk=step.pk)


def form_of(*steps, **changes):
    """What the page would send for these steps, as it fills them in."""
    sent = {"key": str(uuid4()), "based_on": 0, "message": "May we?"}
    for step in steps:
        dates = dates_of(step)
        sent |= {
            f"{step.public_id}-adults": 4,
            f"{step.public_id}-children": 0,
            f"{step.public_id}-seen": f"{dates.check_in}/{dates.check_out}",
        }
    return sent | changes


def asked_for(step, seat):
    terms = RequestTerms(step=step, adults=4, seen=dates_of(step))
    return ask_host(terms=terms, words=RequestWords("May we?"), edit=an_edit(seat))


@pytest.fixture
def camille(client):
    """An organiser who is logged in."""
    seat = SeatFactory(trip=TripFactory(), organiser=True, name="Camille")
    client.force_login(seat.person)
    return seat


def test_the_page_of_a_question_is_filled_in(client, camille):
    rate = RateFactory()
    UnitFactory(stay=rate.offer.stay)
    step = a_step(camille.trip, rate.offer.stay)

    response = client.get(url_of("step-ask", camille.trip.address, step.public_id))

    assert response.status_code == 200
    assert "Monday 3 – Wednesday 5 May, 2 nights" in response.text
    assert "Along the Cher" in response.context["words"]["message"].value()
    (form,) = response.context["forms"]
    assert (form["adults"].value(), form["rate"].value()) == (4, rate.pk)


def test_one_press_asks_and_leads_to_the_room(client, camille):
    step = a_step(camille.trip)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    response = client.post(address, form_of(step))

    assert response.url == url_of("request-list", camille.trip.address)
    assert Request.objects.get().guest == camille.person
    page = client.get(response.url).text
    assert "sent by you" in page
    assert step.offer.host.display_name in page


def test_a_member_asks_from_a_trip_for_an_organisation(client, camille):
    organisation = MandateFactory(person=camille.person).organisation
    step = a_step(camille.trip)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    page = client.get(address).text
    client.post(address, form_of(step, on_behalf_of=organisation.public_id))

    assert organisation.name in page
    assert Request.objects.get().on_behalf_of == organisation


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, ("friends", "")),
        ({"group_kind": "family", "group_words": "A choir"}, ("family", "")),
        ({"group_kind": "other", "group_words": " A choir on tour "}, ("other", "A choir on tour")),
    ],
    ids=["an-older-page", "another-kind", "own-words"],
)
def test_a_group_says_its_kind_or_its_own_words(sent, kept, client, camille):
    Trip.objects.filter(pk=camille.trip_id).update(kind="friends")
    step = a_step(camille.trip)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    page = client.get(address)
    client.post(address, form_of(step, **sent))

    asked = Request.objects.get()
    assert (asked.group_kind, asked.group_words) == kept
    assert page.context["words"]["group_kind"].value() == "friends"
    assert "Other, in your own words" in page.text


@pytest.mark.parametrize(
    ("kind", "words", "refusal"),
    [
        ("other", " ", "Say in a few words what kind of group you are."),
        ("other", "x" * 61, "Describe your group in 60 characters at most."),
        ("other", "a\nb", "Remove line breaks and invisible characters from this field."),
        ("alone", "", "Choose a kind of group."),
    ],
    ids=["empty", "too-long", "two-lines", "no-kind"],
)
def test_a_kind_of_group_is_refused_and_comes_back(kind, words, refusal, client, camille):
    Trip.objects.filter(pk=camille.trip_id).update(kind="friends")
    step = a_step(camille.trip)
    sent = form_of(step, group_kind=kind, group_words=words)

    response = client.post(url_of("step-ask", camille.trip.address, step.public_id), sent)

    assert response.status_code == 422
    assert refusal in response.text
    assert response.context["words"]["group_words"].value() == words
    assert not Request.objects.exists()


def test_who_travels_alone_asks_as_no_group(client, camille):
    Trip.objects.filter(pk=camille.trip_id).update(kind="alone")
    step = a_step(camille.trip)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    page = client.get(address).text
    client.post(address, form_of(step, group_kind="other", group_words="A choir"))

    assert "Kind of group" not in page
    assert Request.objects.values_list("group_kind", "group_words").get() == ("", "")


def test_a_press_on_an_old_page_is_refused_and_keeps_the_words(client, camille):
    step = a_step(camille.trip)
    sent = form_of(step, **{f"{step.public_id}-seen": "2027-05-01/2027-05-03"})

    response = client.post(url_of("step-ask", camille.trip.address, step.public_id), sent)

    assert response.status_code == 422
    assert "The dates of this step have changed." in response.text
    assert "May we?" in response.text
    assert not Request.objects.exists()


def test_a_letter_left_as_it_was_written_follows_the_dates_of_the_step(client, camille):
    step = a_step(camille.trip, nights=1)
    address = url_of("step-ask", camille.trip.address, step.public_id)
    offered = client.get(address).context["words"]["message"].value()
    sent = form_of(step, message=offered.replace("\n", "\r\n"))
    Step.objects.filter(pk=step.pk).update(nights=2)

    refused = client.post(address, sent)
    words, (terms,) = refused.context["words"], refused.context["forms"]
    again = {
        "key": sent["key"],
        "based_on": 0,
        "message": words["message"].value(),
        f"{step.public_id}-adults": 4,
        f"{step.public_id}-seen": terms["seen"].value(),
    }
    client.post(address, again)

    assert "Monday 3 – Tuesday 4 May" in offered
    assert refused.status_code == 422
    assert "Monday 3 – Wednesday 5 May" in words["message"].value()
    assert "Monday 3 – Tuesday 4 May" not in words["message"].value()
    assert 'data-offered="Hello,' in refused.text
    assert Request.objects.get().check_out == date(2027, 5, 5)


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        pytest.param("message", "", "Write your message.", id="no-message"),
        pytest.param(
            "adults", "0", "Enter how many adults are coming: from 1 to 200.", id="no-adults"
        ),
        pytest.param("adults", "9", "There’s room here for", id="too-many-adults"),
        pytest.param("seen", "yesterday", "The dates of this step have changed.", id="yesterday"),
        pytest.param(
            "seen", "2027-05-05/2027-05-03", "The dates of this step have changed.", id="changed"
        ),
        ("key", "no key", "UUID"),
    ],
)
def test_what_can_t_be_asked_is_said(client, camille, field, value, refusal):
    step = a_step(camille.trip)
    name = field if field in ("message", "key") else f"{step.public_id}-{field}"

    response = client.post(
        url_of("step-ask", camille.trip.address, step.public_id), form_of(step, **{name: value})
    )

    assert response.status_code == 422
    assert refusal in response.text or field == "key"
    assert not Request.objects.exists()


def test_all_limits_of_the_host_are_said_at_once(client, camille):
    unit = UnitFactory(sleeps=2, stay__min_nights=3)
    step = a_step(camille.trip, unit.stay, nights=1)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    plan = client.get(url_of("trip-detail", camille.trip.address)).text
    page = client.post(address, form_of(step)).text

    assert "Minimum stay: 3 nights." in plan
    assert (
        page.count(
            "There’s room here for 2 people at most. Reduce the number of "
            "people, or choose another offer."
        )
        == 1
    )
    assert "Stays here are for at least 3 nights. Choose a longer stay." in page
    assert not Request.objects.exists()


def test_a_refusal_of_the_host_shows_the_way_to_other_doors(client, camille):
    step = a_step(camille.trip)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    page = client.post(address, form_of(step, **{f"{step.public_id}-adults": 9})).text

    assert url_of("step-alternatives", camille.trip.address, step.public_id) in page


def test_the_page_to_ask_leads_to_a_standing_request(client, camille):
    step = a_step(camille.trip)
    asking = asked_for(step, camille)
    other = SeatFactory(trip=camille.trip, organiser=True)
    address = url_of("step-ask", camille.trip.address, step.public_id)

    mine = [client.get(address), client.post(address, form_of(step))]
    client.force_login(other.person)
    theirs = client.get(address)

    assert {one.url for one in mine} == {asking.request.get_absolute_url()}
    assert theirs.url == url_of("request-list", camille.trip.address)
    assert Request.objects.count() == 1


def test_a_step_without_anyone_to_ask_has_no_page_to_ask(client, camille):
    wish = StepFactory(trip=camille.trip)
    gone = a_step(camille.trip, removed_at=timezone.now())
    pages = [url_of("step-ask", camille.trip.address, one.public_id) for one in (wish, gone)]

    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_who_may_ask_sees_the_press_and_nobody_else(client):
    step = a_step(TripFactory())
    ask = url_of("step-ask", step.trip.address, step.public_id)
    seen = {}
    for role in MemberRole:
        client.force_login(SeatFactory(trip=step.trip, role=role).person)
        pages = [
            client.get(url_of(name, step.trip.address)).text
            for name in ("trip-detail", "request-list")
        ]
        seen[role] = [ask in page for page in pages], client.get(ask).status_code

    nothing = [False, False], 403
    assert seen == dict.fromkeys(MemberRole, nothing) | {"organiser": ([True, True], 200)}


def test_a_guest_pass_is_told_why_not(client):
    step = a_step(TripFactory())
    guest = SeatFactory(trip=step.trip, organiser=True, guest=True)
    client.get(url_of("guest-pass", guest.token))

    page = client.get(url_of("request-list", step.trip.address)).text

    assert "You’re here without an account" in page
    ask = url_of("step-ask", step.trip.address, step.public_id)
    assert ask not in page
    assert client.post(ask, form_of(step)).status_code == 403


def test_an_unverified_address_is_told_why_not(client):
    step = a_step(TripFactory())
    ada = SeatFactory(trip=step.trip, organiser=True, person=UserFactory(unverified=True))
    client.force_login(ada.person)

    page = client.get(url_of("request-list", step.trip.address)).text

    assert "Confirm your email address first" in page
    assert url_of("step-ask", step.trip.address, step.public_id) not in page


def test_strangers_find_no_room(client, camille):
    client.force_login(UserFactory())

    for name in ("request-list", "request-together"):
        assert client.get(url_of(name, camille.trip.address)).status_code == 404


def test_members_see_the_state_and_only_the_asker_the_talk(client, camille):
    step = a_step(camille.trip)
    asking = asked_for(step, camille)
    way = asking.request.public_id

    for name in ("trip-detail", "request-list"):
        mine = client.get(url_of(name, camille.trip.address)).text
        client.force_login(SeatFactory(trip=camille.trip).person)
        theirs = client.get(url_of(name, camille.trip.address)).text
        client.force_login(camille.person)
        assert ("Sent" in mine, "Sent" in theirs) == (True, True)
        assert (f"/{way}/" in mine, f"/{way}/" in theirs) == (True, False)


def test_a_step_that_moves_away_from_its_request_says_so(client, camille):
    step = a_step(camille.trip)
    asked_for(step, camille)
    address = url_of("trip-detail", camille.trip.address)
    before = client.get(address).text
    Step.objects.update(day=2)
    after = client.get(address).text

    told = "The request to the host was for Monday 3 – Wednesday 5 May"
    assert [told in page for page in (before, after)] == [False, True]


def test_the_trip_and_its_file_tell_the_dates_that_were_agreed(client, camille):
    step = a_step(camille.trip)
    asking = asked_for(step, camille)
    terms = ProposedTerms(
        adults=4, children=0, total=80, dates=DateRange(date(2027, 6, 1), date(2027, 6, 3))
    )
    proposal = propose_terms(request=asking.request, terms=terms, by=asking.request.host)
    before = client.get(url_of("request-list", camille.trip.address)).text
    agree_to_proposal(proposal=proposal, by=camille.person)

    plan = client.get(url_of("trip-detail", camille.trip.address)).text
    after = client.get(url_of("request-list", camille.trip.address)).text
    (told,) = json.loads(client.get(url_of("trip-export", camille.trip.address)).content)["steps"]

    assert "You and the host agreed on these dates: Tuesday 1 – Thursday 3 June." in plan
    assert ["Tuesday 1 – Thursday 3 June, 2 nights" in page for page in (before, after)] == [
        True,
        True,
    ]
    assert told["request"] == {
        "state": RequestState.AGREED, "check_in": "2027-06-01", "check_out": "2027-06-03"
    }  # fmt: skip


def test_a_press_puts_the_agreed_dates_back_into_the_plan(client, camille):
    step = a_step(camille.trip)
    asking = asked_for(step, camille)
    agree_to_proposal(proposal=asking.request.proposals.get(), by=asking.request.host)
    Step.objects.filter(pk=step.pk).update(nights=1)
    address = url_of("step-restore-dates", camille.trip.address, step.public_id)
    before = client.get(url_of("trip-detail", camille.trip.address)).text

    client.post(address, {"key": str(uuid4()), "based_on": 0})

    after = client.get(url_of("trip-detail", camille.trip.address)).text
    assert [address in page for page in (before, after)] == [True, False]
    assert Step.objects.get().nights == 2


def test_the_look_by_a_link_shows_no_request(client, camille):
    step = a_step(camille.trip)
    asked_for(step, camille)
    camille.trip.visibility = Visibility.LINK
    camille.trip.save()
    link = TripLink.objects.create(trip=camille.trip, by=camille, kind=LinkKind.LOOK)

    assert "Sent" not in client.get(url_of("trip-look", link.token)).text


def test_several_are_asked_together(client, camille):
    steps = [a_step(camille.trip), a_step(camille.trip, day=3)]
    ticked = "&".join(f"step={step.public_id}" for step in steps)
    address = f"{url_of('request-together', camille.trip.address)}?{ticked}"

    page = client.get(address)
    response = client.post(address, form_of(*steps))

    assert page.status_code == 200
    assert response.url == url_of("request-list", camille.trip.address)
    together = RequestSet.objects.get()
    assert together.requests.count() == 2
    room = client.get(response.url).text
    assert room.count("joint request, open until Saturday 3 April at 02:00") == 2


@pytest.mark.parametrize("count", [0, 1, 11])
def test_a_set_has_neither_one_tick_nor_too_many(client, camille, count):
    offer = UnitFactory().stay
    steps = [a_step(camille.trip, offer) for _ in range(count)]
    ticked = "&".join(f"step={step.public_id}" for step in steps)

    address = url_of("request-together", camille.trip.address)
    response = client.get(f"{address}?{ticked}", follow=True)

    assert (
        "A joint request must go to at least two hosts and at most 10. "
        "Change your selection." in response.text
    )


def test_a_warning_stands_before_a_roof_and_a_walk_are_asked_together(client, camille):
    walk = ActivityFactory(is_on_request=True)
    steps = [a_step(camille.trip), a_step(camille.trip, walk, nights=None, day=3)]
    for step in steps:
        RateFactory(offer=step.offer.specific)
    ticked = "&".join(f"step={step.public_id}" for step in steps)

    page = client.get(f"{url_of('request-together', camille.trip.address)}?{ticked}")

    assert "2015/2302" in page.text
    assert page.context["risks"] == ["together"]


def test_the_room_asks_as_often_for_one_request_as_for_many(client, camille, count_queries):
    def page():
        client.get(url_of("request-list", camille.trip.address))

    asked_for(a_step(camille.trip), camille)
    a_step(camille.trip)
    page()
    few = count_queries(page)
    for _ in range(6):
        asked_for(a_step(camille.trip), camille)
        a_step(camille.trip)

    assert count_queries(page) == few
    assert few <= 15


def test_the_plan_asks_as_often_for_one_request_as_for_many(client, camille, count_queries):
    def page():
        client.get(url_of("trip-detail", camille.trip.address))

    asked_for(a_step(camille.trip), camille)
    a_step(camille.trip)
    page()
    few = count_queries(page)
    for _ in range(6):
        asked_for(a_step(camille.trip), camille)
        a_step(camille.trip)

    assert count_queries(page) == few
    assert few <= 15


def test_after_a_no_other_doors_are_shown_and_put_in_with_one_press(client, camille, committed):
    step = a_step(camille.trip)
    asking = asked_for(step, camille)
    with committed():
        near = UnitFactory(stay__place__host=asking.request.host, stay__title="The ferry").stay
        near.place.latitude, near.place.longitude = 47.31, 1.11
        near.place.save()
        note_changes([near.pk])
    decline_request(request=asking.request, by=asking.request.host)

    room = client.get(url_of("request-list", camille.trip.address)).text
    address = url_of("step-alternatives", camille.trip.address, step.public_id)
    doors = client.get(address)

    assert address in room
    assert [card.title for card in doors.context["alternatives"].cards] == ["The ferry"]
    client.post(
        url_of("step-put-offer", camille.trip.address, step.public_id, near.public_id),
        {"key": str(uuid4()), "based_on": step.version},
    )
    step.refresh_from_db()
    assert (step.offer_id, step.title, step.request) == (near.pk, "The ferry", None)
    assert TripRequest.objects.get().state == RequestState.DECLINED


def test_other_doors_say_so_when_the_search_is_away(client, camille, monkeypatch):
    step = a_step(camille.trip)

    def away():
        raise SearchDownError

    monkeypatch.setattr("travel_stories.trip_requests.selectors.alternatives.engine", away)

    page = client.get(url_of("step-alternatives", camille.trip.address, step.public_id))

    assert "Search isn’t responding right now." in page.text


def test_an_observer_sees_other_doors_without_a_press(client):
    step = a_step(TripFactory())
    client.force_login(SeatFactory(trip=step.trip, observer=True).person)
    other = UnitFactory().stay

    put = url_of("step-put-offer", step.trip.address, step.public_id, other.public_id)
    response = client.post(put, {"key": str(uuid4()), "based_on": step.version})

    assert response.status_code == 403
    step.refresh_from_db()
    assert step.offer_id != other.pk


def test_a_step_with_a_standing_request_keeps_its_offer(client, camille):
    step = a_step(camille.trip)
    asked_for(step, camille)
    other = UnitFactory().stay

    client.post(
        url_of("step-put-offer", camille.trip.address, step.public_id, other.public_id),
        {"key": str(uuid4()), "based_on": step.version},
    )

    step.refresh_from_db()
    assert step.offer_id != other.pk


def test_an_offer_nobody_may_see_is_not_put_in(client, camille):
    step = a_step(camille.trip)
    hidden = UnitFactory(stay__live=False).stay

    response = client.post(
        url_of("step-put-offer", camille.trip.address, step.public_id, hidden.public_id),
        {"key": str(uuid4()), "based_on": step.version},
    )

    assert response.status_code == 404


def test_address_and_telephone_are_shown_to_who_agreed_alone(client, camille):
    step = a_step(camille.trip)
    request = asked_for(step, camille).request
    agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    zoe = SeatFactory(trip=camille.trip)

    for name in ("request-list", "notebook"):
        client.force_login(camille.person)
        mine = client.get(url_of(name, camille.trip.address)).text
        client.force_login(zoe.person)
        theirs = client.get(url_of(name, camille.trip.address)).text
        shown = [step.offer.place.address in page for page in (mine, theirs)]
        assert shown == [True, False]
        assert request.host.email not in theirs


def test_the_notebook_says_to_its_guest_what_was_agreed(client, camille):
    step = a_step(camille.trip)
    request = asked_for(step, camille).request
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    zoe = SeatFactory(trip=camille.trip)

    client.force_login(camille.person)
    mine = client.get(url_of("notebook", camille.trip.address)).text
    client.force_login(zoe.person)
    theirs = client.get(url_of("notebook", camille.trip.address)).text

    said = [
        "The agreement is for 4 adults.",
        "Departure: Wednesday 5 May, by 11",
        f"Reference: {agreement.reference}",
    ]
    assert [line in mine for line in said] == [True] * 3
    assert [line in theirs for line in said] == [False] * 3


def test_the_notebook_asks_as_often_for_one_agreement_as_for_many(client, camille, count_queries):
    def page():
        client.get(url_of("notebook", camille.trip.address))

    def agreed():
        request = asked_for(a_step(camille.trip), camille).request
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    agreed()
    page()
    few = count_queries(page)
    for _ in range(4):
        agreed()

    assert count_queries(page) == few


@pytest.mark.parametrize(
    "way",
    [
        "/en/offers/{}/",
        pytest.param("https://x.example/fr/offres/{}/?adults=2", id="whole-address"),
        "{}",
    ],
)
def test_an_offer_comes_into_a_step_by_its_address(client, camille, way):
    stay = UnitFactory(stay__title="The ferry").stay
    sent = {"key": str(uuid4()), "based_on": 0, "title": "", "day": "1", "nights": "2"}

    response = client.post(
        f"{url_of('step-add', camille.trip.address)}?kind=offer",
        sent | {"offer": way.format(stay.address)},
    )

    assert response.status_code == 302
    step = Step.objects.get()
    assert (step.offer_id, step.title, step.nights) == (stay.pk, "The ferry", 2)


@pytest.mark.parametrize("offer", ["", "nonsense", "https://x.org/", "/en/offers/a-22222222/"])
def test_an_address_of_no_offer_is_refused(client, camille, offer):
    sent = {"key": str(uuid4()), "based_on": 0, "title": "", "day": "1", "offer": offer}

    response = client.post(f"{url_of('step-add', camille.trip.address)}?kind=offer", sent)

    assert response.status_code == 422
    assert not Step.objects.exists()


def test_a_hidden_offer_is_none(client, camille):
    hidden = UnitFactory(stay__live=False).stay
    sent = {"key": str(uuid4()), "based_on": 0, "title": "A night", "offer": hidden.public_id}

    response = client.post(f"{url_of('step-add', camille.trip.address)}?kind=offer", sent)

    assert response.status_code == 422
    assert "no open offer" in response.text


def test_a_step_that_is_asked_for_has_no_field_for_another_offer(client, camille):
    step = a_step(camille.trip)
    address = url_of("step-change", camille.trip.address, step.public_id)
    before = client.get(address).text
    asked_for(step, camille)
    after = client.get(address).text

    assert ['name="offer"' in page for page in (before, after)] == [True, False]
