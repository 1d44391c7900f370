"""Pages of a trip: who gets in, what they may press, and how a conflict is shown."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.travel_stories import (
    InvitationFactory,
    SeatFactory,
    StepFactory,
    TripFactory,
)
from travel_stories.actions.members import remove_member
from travel_stories.enums import MemberRole, Outcome, TripState, Verb
from travel_stories.models import Change, Step, Trip, TripMember

pytestmark = pytest.mark.django_db

BEGUN = {
    "kind": "family",
    "title": "Along the Cher",
    "starts_on": "2027-05-12",
    "last_day": "2027-05-17",
    "adults": "4",
    "children": "2",
    "currency": "EUR",
    "visibility": "members",
}
PAGES = ("trip-detail", "member-list", "history", "step-add")


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args), sent)


def test_begin_leads_to_the_new_trip(client):
    client.force_login(UserFactory())

    response = press(client, "trip-begin", **BEGUN)

    trip = Trip.objects.get()
    assert response.url == trip.get_absolute_url().replace("/fr/voyages/", "/en/trips/")
    assert (trip.title, trip.days, trip.party) == ("Along the Cher", 6, 6)


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("last_day", "2027-05-11", "A trip ends after it begins"),
        ("last_day", "2040-05-11", "A trip ends after it begins"),
        ("last_day", "", "Say how many days"),
        ("currency", "XYZ", "We don&#x27;t know this currency"),
        ("adults", "10000", "less than or equal to 200"),
        ("kind", "army", "Select a valid choice"),
        ("title", "", "This field is required"),
    ],
)
def test_begin_refuses_in_words_and_keeps_what_was_typed(client, field, value, refusal):
    client.force_login(UserFactory())

    response = press(client, "trip-begin", **(BEGUN | {field: value}))

    assert response.status_code == 422
    assert refusal in response.text
    assert not Trip.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_a_trip_is_for_its_members(client, page):
    trip = TripFactory()
    zoe, gone = SeatFactory(trip=trip), SeatFactory(trip=trip, left=True)
    address = url_of(page, trip.address)

    assert client.get(address).url.startswith("/en/account/log-in/")
    for person, status in ((UserFactory(), 404), (gone.person, 404), (zoe.person, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_a_guest_pass_opens_one_trip_until_it_is_taken_away(client, page):
    guest = SeatFactory(guest=True)
    other = TripFactory()

    client.get(url_of("guest-pass", guest.token))
    assert client.get(url_of(page, guest.trip.address)).status_code == 200
    assert client.get(url_of(page, other.address)).status_code == 302

    TripMember.objects.update(nonce="drawn anew")
    assert client.get(url_of(page, guest.trip.address)).status_code == 302


def test_nobody_sees_a_control_that_would_be_refused(client):
    step = StepFactory()
    roles = {}
    for role in MemberRole:
        client.force_login(SeatFactory(trip=step.trip, role=role).person)
        page = client.get(url_of("trip-detail", step.trip.address)).text
        add, frame = (url_of(name, step.trip.address) for name in ("step-add", "trip-change"))
        roles[role] = (add in page, frame in page)

    plans, looks = (True, False), (False, False)
    assert roles == {
        "organiser": (True, True),
        "companion": plans,
        "chaperone": plans,
        "payer": looks,
        "observer": looks,
    }


def test_a_trip_that_is_over_has_no_controls(client):
    camille = SeatFactory(trip=TripFactory(state=TripState.TRAVELLED), organiser=True)
    client.force_login(camille.person)

    page = client.get(url_of("trip-detail", camille.trip.address)).text

    assert url_of("step-add", camille.trip.address) not in page


def test_the_page_of_a_trip_asks_as_often_for_one_step_as_for_thirty(client, count_queries):
    camille = SeatFactory(organiser=True)
    client.force_login(camille.person)
    tours = LocalityFactory()

    def page():
        client.get(url_of("trip-detail", camille.trip.address))

    StepFactory(trip=camille.trip, by=camille, locality=tours)
    page()  # what the process remembers from then on
    few = count_queries(page)
    for _ in range(29):
        StepFactory(trip=camille.trip, by=camille, locality=tours).people.add(camille)
    many = count_queries(page)

    assert many == few
    assert many <= 15


def test_invitation_page_changes_nothing_until_its_button_is_pressed(client):
    invitation = InvitationFactory()
    address = url_of("invitation", invitation.token)

    page = client.get(address)
    before = TripMember.objects.count()
    joined = client.post(address, {"name": "Mamie"})

    assert (page.status_code, before) == (200, 1)
    seat = TripMember.objects.get(name="Mamie")
    assert joined.url == invitation.trip.get_absolute_url().replace("/fr/voyages/", "/en/trips/")
    assert client.get(joined.url).status_code == 200
    assert seat.is_guest


def test_a_dead_link_says_so(client):
    for name in ("invitation", "guest-pass"):
        response = client.get(url_of(name, "x" * 35))
        assert response.status_code == 410
        assert "This link is no longer good" in response.text


def test_a_step_is_added_changed_moved_and_taken_out(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    address = zoe.trip.address
    tours = LocalityFactory(name="Tours")

    press(client, "step-add", address, title="Market", day="2", at="09:30", locality=tours.label)
    step = Step.objects.get()
    press(client, "step-change", address, step.public_id, based_on=1, title="Fair")
    press(client, "step-move", address, step.public_id, based_on=1, to="3:")
    moved = Step.objects.get()
    press(client, "step-remove", address, step.public_id, based_on=2)

    assert (moved.title, moved.day) == ("Fair", 3)
    assert not Step.objects.present().exists()
    press(client, "part-restore", address, 4)
    assert Step.objects.present().count() == 1


def test_the_arrows_of_a_step_share_a_key_and_are_two_changes_each_sent_once(client):
    step = StepFactory(day=2)
    client.force_login(SeatFactory(trip=step.trip).person)
    where, key = (step.trip.address, step.public_id), str(uuid4())

    for to in ("1:", "1:", "3:"):
        press(client, "step-move", *where, key=key, based_on=Step.objects.get().placed, to=to)

    assert Step.objects.get().day == 3
    assert step.trip.changes.filter(verb=Verb.MOVED).count() == 2


@pytest.mark.parametrize("to", ["", "1", "first:", "99999:", "1:toolongaword", "1:*"])
def test_a_move_to_nowhere_is_refused_in_words(client, to):
    step = StepFactory(day=2)
    client.force_login(SeatFactory(trip=step.trip).person)
    address = url_of("step-move", step.trip.address, step.public_id)

    response = client.post(address, {"key": str(uuid4()), "based_on": 1, "to": to}, follow=True)

    assert len([*response.context["messages"]]) == 1
    assert Step.objects.get().day == 2


def test_a_conflict_shows_both_versions_and_keeps_mine_in_the_history(client):
    step = StepFactory(title="Chenonceau")
    zoe, samir = SeatFactory(trip=step.trip, name="Zoé"), SeatFactory(trip=step.trip)
    where = (step.trip.address, step.public_id)
    client.force_login(zoe.person)
    press(client, "step-change", *where, based_on=1, title="Chenonceau, 14 h")
    client.force_login(samir.person)

    conflict = press(client, "step-change", *where, based_on=1, title="Chenonceau, 10 h")

    assert conflict.status_code == 409
    for words in ("Zoé changed this", "Chenonceau, 14 h", "Chenonceau, 10 h", "Keep mine"):
        assert words in conflict.text
    assert Change.objects.get(outcome=Outcome.ASIDE).after["title"] == "Chenonceau, 10 h"
    assert Step.objects.get().title == "Chenonceau, 14 h"

    number = conflict.context["based_on"]
    press(client, "step-change", *where, based_on=number, title="Chenonceau, 10 h")
    assert Step.objects.get().title == "Chenonceau, 10 h"


def test_a_conflict_of_two_moves_names_day_and_place(client):
    trip = TripFactory(days=3, starts_on=date(2027, 5, 3))
    first, second = (StepFactory(trip=trip, title=title, day=1) for title in ("Mill", "Ferry"))
    zoe, samir = SeatFactory(trip=trip, name="Zoé"), SeatFactory(trip=trip)
    where, seen = (trip.address, second.public_id), second.placed
    client.force_login(zoe.person)
    press(client, "step-move", *where, based_on=seen, to="2:")
    client.force_login(samir.person)

    conflict = press(client, "step-move", *where, based_on=seen, to=f"1:{first.public_id}")

    assert conflict.status_code == 409
    (line,) = conflict.context["sides"]
    assert (line.theirs, line.mine) == (
        "Day 2, 4 May, at the top",
        "Day 1, 3 May, after “Mill”",
    )


def test_a_refused_press_says_why(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)

    response = client.post(url_of("undo", zoe.trip.address), {"key": str(uuid4())}, follow=True)

    assert "There is no change of yours left to undo." in response.text


@pytest.mark.parametrize(("guest", "door"), [(False, 404), (True, 302)])  # to the way in
def test_a_removed_member_stands_before_a_closed_door(client, guest, door):
    camille = SeatFactory(organiser=True)
    zoe = SeatFactory(trip=camille.trip, person=None if guest else UserFactory())
    step = StepFactory(trip=camille.trip, title="Mill")
    if guest:
        client.get(url_of("guest-pass", zoe.token))
    else:
        client.force_login(zoe.person)
    inside = client.get(url_of("trip-detail", zoe.trip.address)).status_code
    remove_member(member=zoe, by=camille)

    said = press(client, "step-change", zoe.trip.address, step.public_id, title="Ferry")
    added = press(client, "step-add", zoe.trip.address, kind="wish", title="Ferry")
    statuses = [client.get(url_of(page, zoe.trip.address)).status_code for page in PAGES]

    assert inside == 200
    assert [said.status_code, added.status_code, *statuses] == [door] * 6
    assert list(Step.objects.values_list("title", flat=True)) == ["Mill"]


def test_the_title_of_an_offer_is_read_once_unless_the_step_has_its_own(client):
    camille = SeatFactory(organiser=True)
    for title in ("The mill", "Our first night"):
        offer = StayFactory(title="The mill")
        StepFactory(trip=camille.trip, kind="offer", title=title, offer=offer.offer_ptr)
    client.force_login(camille.person)

    page = client.get(camille.trip.get_absolute_url()).text

    links = [text.split("</a>")[0] for text in page.split(f'{offer.get_absolute_url()}">')[1:]]
    assert links == ["The mill"]
    assert page.count("See the offer") == 1


def test_scripts_in_every_field_are_words(client):
    script = "<script>alert(1)</script>"
    camille = SeatFactory(organiser=True, name=script)
    trip = camille.trip
    Trip.objects.update(title=script, words=script, route=script)
    StepFactory(trip=trip, by=camille, title=script, words=script, spot=script).people.add(camille)
    client.force_login(camille.person)

    for page in PAGES:
        assert script not in client.get(url_of(page, trip.address)).text


def test_people_are_invited_given_roles_and_taken_out(client):
    camille = SeatFactory(organiser=True)
    zoe = SeatFactory(trip=camille.trip)
    client.force_login(camille.person)
    address = camille.trip.address

    sent = {"role": "payer", "email": "z@example.org", "language": "fr"}
    client.post(url_of("member-invite", address), sent)
    invitation = camille.trip.invitations.get()
    client.post(url_of("invitation-revoke", address, invitation.public_id))
    client.post(url_of("member-role", address, zoe.public_id), {"role": "observer"})
    zoe.refresh_from_db()
    client.post(url_of("member-remove", address, zoe.public_id))

    assert zoe.role == MemberRole.OBSERVER
    assert not camille.trip.invitations.good().exists()
    assert list(camille.trip.members.present()) == [camille]


@pytest.mark.parametrize(
    ("name", "state"),
    [("trip-settle", "settled"), ("trip-cancel", "cancelled"), ("trip-delete", "deleted")],
)
def test_an_organiser_turns_the_trip(client, name, state):
    camille = SeatFactory(organiser=True)
    client.force_login(camille.person)

    client.post(url_of(name, camille.trip.address))

    assert Trip.objects.get().state == state
