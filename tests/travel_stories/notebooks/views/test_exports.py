"""What one takes along, and the links that open it."""

import json
from datetime import date, time
from decimal import Decimal
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import AgreementFactory, ProposalFactory, StayFactory
from tests.factories.travel_stories import (
    ChecklistFactory,
    ExpenseFactory,
    ItemFactory,
    SeatFactory,
    StepFactory,
    TripFactory,
    an_edit,
    an_idea,
)
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.ideas import give_voice, take_idea
from travel_stories.trip_decisions.models.deciding import Voice
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.selectors.accounts import accounts_of
from travel_stories.trip_lists.selectors.checklists import lists_of
from travel_stories.trips.choices import LinkKind, StepKind, Visibility
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db

STREET = "7 canary lane"


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def make_link(client, member, kind):
    client.force_login(member.person)
    client.post(url_of("link-make", member.trip.address, kind))
    return TripLink.objects.filter(by=member, kind=kind).last()


@pytest.fixture
def agreed_step():
    """A stay of a trip that its organiser agreed on with the host."""
    asked = AgreementFactory(request__unit__stay__place__address=STREET).request
    camille = SeatFactory(person=asked.guest, organiser=True)
    return StepFactory(
        trip=camille.trip,
        by=camille,
        kind=StepKind.OFFER,
        offer=asked.offer,
        request=asked,
        nights=3,
        title="The mill",
    )


def events_of(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_the_calendar_has_a_day_for_nights_and_an_hour_for_the_rest(client):
    camille = SeatFactory(organiser=True)
    StepFactory(trip=camille.trip, by=camille, title="Stay", nights=2, at=time(17), day=1)
    StepFactory(trip=camille.trip, by=camille, title="Boat", at=time(14, 30), minutes=90, day=2)
    StepFactory(trip=camille.trip, by=camille, title="Someday", day=None)
    link = make_link(client, camille, LinkKind.CALENDAR)
    client.logout()

    answer = client.get(url_of("calendar-feed", link.token))

    events = events_of(answer.content)
    assert [str(event["summary"]) for event in events] == ["Stay", "Boat"]
    assert (events[0].decoded("dtstart"), events[0].decoded("dtend")) == (
        date(2027, 5, 3),
        date(2027, 5, 5),
    )
    hours = events[1].decoded("dtend") - events[1].decoded("dtstart")
    assert (events[1].decoded("dtstart").hour, hours.seconds) == (14, 90 * 60)
    assert b"BEGIN:VTIMEZONE" in answer.content
    assert Calendar.from_ical(answer.content).get_missing_tzids() == set()


def test_an_address_goes_only_to_whoever_has_the_agreement(client, agreed_step):
    camille = agreed_step.trip.members.first()
    zoe = SeatFactory(trip=agreed_step.trip)

    seen = {}
    for member in (camille, zoe):
        link = make_link(client, member, LinkKind.CALENDAR)
        pages = (url_of("calendar-feed", link.token), url_of("notebook", member.trip.address))
        contents = [client.get(page).content.decode() for page in pages]
        seen[member.name] = [STREET in content.replace("\r\n ", "") for content in contents]

    assert seen == {camille.name: [True, True], zoe.name: [False, False]}


def test_gpx_and_geojson_and_the_file_hold_public_points_only(client, agreed_step):
    camille = agreed_step.trip.members.first()
    client.force_login(camille.person)
    place = agreed_step.offer.place

    for name in ("trip-gpx", "trip-geojson", "trip-export"):
        content = client.get(url_of(name, camille.trip.address)).content.decode()
        assert STREET not in content
        assert str(place.exact_point.latitude) not in content


def test_the_road_is_a_route_of_gpx_and_a_line_of_geojson(client):
    camille = SeatFactory(organiser=True)
    client.force_login(camille.person)
    for number, title in enumerate(("Tours & <b>", "Loches")):
        place = LocalityFactory(latitude=47.0 + number, longitude=1.0)
        StepFactory(trip=camille.trip, by=camille, title=title, locality=place)

    gpx = fromstring(client.get(url_of("trip-gpx", camille.trip.address)).content)
    geojson = client.get(url_of("trip-geojson", camille.trip.address)).json()

    points = gpx.findall(".//{*}rtept")
    assert [(p.get("lat"), p.find("{*}name").text) for p in points] == [
        ("47.0", "Tours & <b>"),
        ("48.0", "Loches"),
    ]
    kinds = [feature["geometry"]["type"] for feature in geojson["features"]]
    assert kinds == ["Point", "Point", "LineString"]
    assert geojson["features"][2]["geometry"]["coordinates"] == [[1.0, 47.0], [1.0, 48.0]]


def test_a_link_is_made_once_and_dead_once_it_is_taken_back(client):
    camille = SeatFactory(organiser=True)
    link = make_link(client, camille, LinkKind.CALENDAR)
    again = make_link(client, camille, LinkKind.CALENDAR)
    address = url_of("calendar-feed", link.token)

    before = client.get(address).status_code
    client.post(url_of("link-revoke", camille.trip.address, link.public_id))

    assert (link, before, client.get(address).status_code) == (again, 200, 404)


@pytest.mark.parametrize("change", [{"left_at": "2027-01-01T00:00Z"}, None])
def test_a_link_dies_with_the_seat_and_with_the_trip(client, change):
    camille = SeatFactory(organiser=True)
    link = make_link(client, camille, LinkKind.CALENDAR)
    if change:
        type(camille).objects.update(**change)
    else:
        Trip.objects.update(state=TripState.DELETED)

    assert client.get(url_of("calendar-feed", link.token)).status_code == 404


def test_a_link_of_somebody_else_is_taken_back_by_an_organiser_alone(client):
    camille, zoe = SeatFactory(organiser=True), SeatFactory()
    SeatFactory(trip=zoe.trip, organiser=True, person=camille.person)
    link = make_link(client, zoe, LinkKind.CALENDAR)
    samir = SeatFactory(trip=zoe.trip)

    client.force_login(samir.person)
    refused = client.post(url_of("link-revoke", zoe.trip.address, link.public_id))
    client.force_login(camille.person)
    client.post(url_of("link-revoke", zoe.trip.address, link.public_id))

    assert refused.status_code == 403
    assert not TripLink.objects.good().exists()


def test_the_plan_can_be_looked_at_by_its_link_without_names_and_controls(client):
    camille = SeatFactory(
        organiser=True, name="Camille", trip=TripFactory(visibility=Visibility.LINK)
    )
    StepFactory(trip=camille.trip, by=camille, title="Chenonceau").people.add(camille)
    link = make_link(client, camille, LinkKind.LOOK)
    client.logout()

    page = client.get(url_of("trip-look", link.token)).text
    Trip.objects.update(visibility=Visibility.MEMBERS)
    closed = client.get(url_of("trip-look", link.token))

    assert "Chenonceau" in page
    assert "Camille" not in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    assert closed.status_code == 410


def test_a_look_needs_the_trip_to_allow_it_and_an_organiser(client):
    camille = SeatFactory(organiser=True)
    zoe = SeatFactory(trip=camille.trip)

    assert make_link(client, camille, LinkKind.LOOK) is None
    Trip.objects.update(visibility=Visibility.LINK)
    client.force_login(zoe.person)
    assert client.post(url_of("link-make", camille.trip.address, "look")).status_code == 403
    assert client.post(url_of("link-make", camille.trip.address, "door")).status_code == 404


def bring(client, content, key=None, **ticked):
    file = SimpleUploadedFile("trip.json", content, content_type="application/json")
    sent = {"file": file, "key": key or str(uuid4()), "based_on": 0} | ticked
    return client.post(url_of("trip-import"), sent)


def test_what_was_taken_along_begins_another_trip_that_says_the_same(client):
    camille = SeatFactory(organiser=True, trip=TripFactory(words="By bike"))
    tours = LocalityFactory(name="Tours")
    StepFactory(trip=camille.trip, by=camille, locality=tours, at=time(9, 30), words="Early")
    StepFactory(trip=camille.trip, by=camille, kind=StepKind.OFFER, offer=StayFactory(), day=2)
    client.force_login(camille.person)
    content = client.get(url_of("trip-export", camille.trip.address)).content

    key = str(uuid4())
    for _ in range(2):
        bring(client, content, key)

    old, new = Trip.objects.order_by("pk")
    assert new.snapshot() == old.snapshot()
    assert [step.snapshot() for step in new.steps.in_order()] == [
        step.snapshot() for step in old.steps.in_order()
    ]


GOOD = {
    "format": "hirondelle-trip",
    "version": 2,
    "trip": {"title": "T", "kind": "alone", "days": 2, "adults": 1, "children": 0},
    "steps": [],
}
STEP = {"kind": "wish", "title": "S", "day": 1}
BAD = {
    "no JSON": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "another thing": b"[]",
    "another version": json.dumps(GOOD | {"version": 3}).encode(),
    "no version": json.dumps(GOOD | {"version": None}).encode(),
    "a version that is none": json.dumps(GOOD | {"version": True}).encode(),
    "no trip": json.dumps(GOOD | {"trip": None}).encode(),
    "5,000 days": json.dumps(GOOD | {"trip": GOOD["trip"] | {"days": 5000}}).encode(),
    "no days": json.dumps(GOOD | {"trip": GOOD["trip"] | {"days": "x"}}).encode(),
    "no title": json.dumps(GOOD | {"trip": GOOD["trip"] | {"title": ""}}).encode(),
    "a step that is none": json.dumps(GOOD | {"steps": [3]}).encode(),
    "an unknown kind": json.dumps(GOOD | {"steps": [STEP | {"kind": "bomb"}]}).encode(),
    "a long title": json.dumps(GOOD | {"steps": [STEP | {"title": "x" * 5000}]}).encode(),
    "an hour of 25": json.dumps(GOOD | {"steps": [STEP | {"at": "25:00"}]}).encode(),
    "a list for a word": json.dumps(GOOD | {"steps": [STEP | {"locality": ["a"]}]}).encode(),
    "too many steps": json.dumps(GOOD | {"steps": [STEP] * 501}).encode(),
    "too large": b" " * 5_000_001,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_trip_is_refused(client, name):
    client.force_login(UserFactory())

    response = bring(client, BAD[name])

    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not Trip.objects.exists()


def test_a_step_of_a_file_without_its_day_waits_for_one(client):
    client.force_login(UserFactory())

    bring(client, json.dumps(GOOD | {"steps": [STEP | {"day": 9}]}).encode())

    assert Step.objects.get().day is None


def test_accounts_and_lists_come_along_and_people_as_names_without_a_seat(client):
    camille = SeatFactory(organiser=True, name="Camille")
    zoe = SeatFactory(trip=camille.trip, name="Zoé")
    gone = SeatFactory(trip=camille.trip, name="Samir", left=True)
    ExpenseFactory(payer=camille, of=[camille, zoe, gone], amount=9000)
    ExpenseFactory(
        payer=zoe, of=[camille], currency="CHF", rate=Decimal("1.05"), rate_source="Bank"
    )
    ItemFactory(checklist=ChecklistFactory(trip=camille.trip), count=3, who=zoe, done=True)
    client.force_login(camille.person)
    content = client.get(url_of("trip-export", camille.trip.address)).content

    key = str(uuid4())
    for _ in range(2):
        bring(client, content, key, accounts="on")

    old, new = Trip.objects.order_by("pk")
    assert standings(old) == {"Camille": 2850, "Zoé": 150, "Samir": -3000}
    mine = {camille.person.display_name: 2850}
    assert standings(new) == mine | {"Zoé": 150, "Samir": -3000}
    assert list(new.members.present()) == [new.members.get(person=camille.person)]
    assert Expense.objects.get(trip=new, currency="CHF").rate_source == "Bank"
    (line,) = lists_of(new)[0].lines
    assert (line.item.count, line.item.done, line.who) == (3, True, None)


def standings(trip):
    balances = accounts_of(trip).balances
    return {one.member.name: one.cents for one in balances if one.cents}


def test_accounts_stay_where_they_were_unless_they_are_asked_for(client):
    camille = SeatFactory(organiser=True)
    ExpenseFactory(payer=camille, of=[camille, SeatFactory(trip=camille.trip)])
    client.force_login(camille.person)
    content = client.get(url_of("trip-export", camille.trip.address)).content

    bring(client, content)

    new = Trip.objects.latest("pk")
    assert (new.expenses.count(), new.members.count()) == (0, 1)


def test_the_notebook_prints_the_lists(client):
    camille = SeatFactory(organiser=True)
    ItemFactory(checklist=ChecklistFactory(trip=camille.trip, title="Bags"), title="Torch", count=4)
    client.force_login(camille.person)

    page = client.get(url_of("notebook", camille.trip.address)).text

    for words in ("Bags", "Torch", "× 4"):
        assert words in page


def test_a_file_of_a_file_says_the_same(client):
    """But for ids and dates, and for what stays with people: seats, votes, requests, documents."""
    camille = SeatFactory(organiser=True)
    tours = LocalityFactory(name="Tours")
    steps = [
        StepFactory(trip=camille.trip, title=title, day=day, locality=tours)
        for title, day in (("Mill", 1), ("Ferry", 1), ("Someday", None))
    ]
    add_comment(about=steps[0], words="Bring boots.", edit=an_edit(camille))
    canoe = an_idea(camille, title="Canoe", locality=tours, link="https://example.org/canoe")
    for words in ("Yes!", "When?"):
        add_comment(about=canoe, words=words, edit=an_edit(camille))
    give_voice(idea=canoe, opinion="for", edit=an_edit(SeatFactory(trip=camille.trip)))
    take_idea(idea=an_idea(camille, title="Baths"), day=1, edit=an_edit(camille))
    ItemFactory(checklist=ChecklistFactory(trip=camille.trip, title="Bags"), title="Torch")
    ExpenseFactory(payer=camille, of=[camille], amount=9000)
    client.force_login(camille.person)

    first = client.get(url_of("trip-export", camille.trip.address)).content
    bring(client, first, accounts="on")
    new = Trip.objects.latest("pk")
    second = client.get(url_of("trip-export", new.address)).content

    old, again = map(json.loads, (first, second))
    assert [idea["comments"] for idea in old["ideas"]] == [["Yes!", "When?"], []]
    assert [step["title"] for step in old["steps"]] == ["Mill", "Ferry", "Baths", "Someday"]
    assert new.ideas.get(title="Baths").step == new.steps.get(title="Baths")
    assert not Voice.objects.filter(idea__trip=new).exists()
    for name in ("trip", "steps", "ideas", "lists", "expenses"):
        assert without_ids(again, again)[name] == without_ids(old, old)[name]


def without_ids(part, file):
    """Public ids as the order in which the file names them."""
    rows = [*file["steps"], *file["ideas"], *file["members"], *file["former_members"]]
    names = {row["public_id"]: f"#{number}" for number, row in enumerate(rows)}
    told = json.dumps(part)
    for public_id, number in names.items():
        told = told.replace(public_id, number)
    return json.loads(told)


@pytest.mark.time_machine(date(2027, 4, 1))
def test_a_file_says_how_requests_stand_and_a_new_trip_begins_without(client, agreed_step):
    client.force_login(agreed_step.request.guest)
    content = client.get(url_of("trip-export", agreed_step.trip.address)).content

    bring(client, content)

    asked = {"state": "agreed", "check_in": "2027-05-03", "check_out": "2027-05-06"}
    new = Trip.objects.latest("pk")
    again = client.get(url_of("trip-export", new.address)).json()
    page = client.get(new.get_absolute_url()).text
    assert STREET.encode() not in content
    assert new.steps.get().request is None
    assert [step["request"] for step in json.loads(content)["steps"]] == [asked]
    assert [step["request"] for step in again["steps"]] == [asked]
    assert "In the original trip: Agreed, Monday 3 – Thursday 6 May." in page


BILL = {
    "title": "Mill",
    "kind": "lodging",
    "spent_on": "2027-05-03",
    "payer": "a",
    "amount": 3000,
    "currency": "EUR",
    "rate": None,
    "split": "equal",
    "shares": {"a": 1},
}
WITH_BILL = GOOD | {"members": [{"public_id": "a", "name": "A"}]}
IDEA = {"title": "Canoe"}
BAD_PARTS = {
    "ideas that are none": GOOD | {"ideas": 3},
    "an idea that is none": GOOD | {"ideas": [3]},
    "an idea without a title": GOOD | {"ideas": [{"words": "x"} | {"title": ""}]},
    "a link that is none": GOOD | {"ideas": [IDEA | {"link": "javascript:alert(1)"}]},
    "too many ideas": GOOD | {"ideas": [IDEA] * 201},
    "comments that are none": GOOD | {"ideas": [IDEA | {"comments": "x"}]},
    "a comment that is none": GOOD | {"ideas": [IDEA | {"comments": [3]}]},
    "a long comment": GOOD | {"ideas": [IDEA | {"comments": ["x" * 2001]}]},
    "an empty comment": GOOD | {"steps": [STEP | {"comments": [""]}]},
    "lists that are none": GOOD | {"lists": 3},
    "a list that is none": GOOD | {"lists": [3]},
    "an unknown kind of list": GOOD | {"lists": [{"title": "T", "kind": "bomb", "items": []}]},
    "a count of nothing": GOOD
    | {"lists": [{"title": "T", "kind": "do", "items": [{"title": "T", "count": 0}]}]},
    "too many entries": GOOD
    | {"lists": [{"title": "T", "kind": "do", "items": [{"title": "T"}] * 101}]},
    "somebody unknown": GOOD | {"expenses": [BILL]},
    "a payer that is none": WITH_BILL | {"expenses": [BILL | {"payer": ["a"]}]},
    "shares that are none": WITH_BILL | {"expenses": [BILL | {"shares": [1]}]},
    "an unknown currency": WITH_BILL | {"expenses": [BILL | {"currency": "XYZ"}]},
    "a huge amount": WITH_BILL | {"expenses": [BILL | {"amount": 10**15}]},
    "no amount": WITH_BILL | {"expenses": [BILL | {"amount": None}]},
    "a day that is none": WITH_BILL | {"expenses": [BILL | {"spent_on": "May"}]},
}


@pytest.mark.parametrize("name", BAD_PARTS)
def test_unreadable_parts_of_a_file_are_refused(client, name):
    client.force_login(UserFactory())

    response = bring(client, json.dumps(BAD_PARTS[name]).encode(), accounts="on")

    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not Trip.objects.exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(
            {"shares": {"a": -1}}, "Enter a realistic share, greater than 0", id="shares-a-1"
        ),
        pytest.param({"shares": {}}, "Choose at least one person the expense was for", id="shares"),
        pytest.param(
            {"split": "exact", "shares": {"a": 5}},
            "The shares add up to",
            id="split-exact-shares-a-5",
        ),
        pytest.param(
            {"currency": "CHF"}, "Enter how much 1 CHF is worth in EUR", id="currency-chf"
        ),
    ],
)
def test_accounts_that_don_t_add_up_begin_no_trip(client, change, refusal):
    client.force_login(UserFactory())

    content = json.dumps(WITH_BILL | {"expenses": [BILL | change]}).encode()
    response = bring(client, content, accounts="on")

    assert response.status_code == 422
    assert refusal in response.text
    assert not Trip.objects.exists()


def test_a_file_tells_the_nights_that_are_on_the_table(client):
    proposal = ProposalFactory(check_in=date(2027, 5, 4), check_out=date(2027, 5, 7))
    asked = proposal.request
    camille = SeatFactory(person=asked.guest, organiser=True)
    StepFactory(trip=camille.trip, by=camille, offer=asked.offer, request=asked)
    client.force_login(camille.person)

    content = client.get(url_of("trip-export", camille.trip.address)).json()

    nights = {"state": "tentative", "check_in": "2027-05-04", "check_out": "2027-05-07"}
    assert [step["request"] for step in content["steps"]] == [nights]
