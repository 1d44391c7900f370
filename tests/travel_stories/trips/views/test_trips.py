"""Pages of a trip: who gets in, what they may press, and how a conflict is shown."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from commons.mail.models import Letter
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import RequestFactory, StayFactory, UnitFactory
from tests.factories.travel_stories import (
    InvitationFactory,
    SeatFactory,
    StepFactory,
    TripFactory,
)
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.notebooks.exports.printable_pages import pages_of_notebook
from travel_stories.trips.actions.members import remove_member, renew_pass
from travel_stories.trips.actions.trips import delete_trip, forget_trip
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

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
        pytest.param(
            "last_day",
            "2027-05-11",
            "The last day can’t be before the first day",
            id="ends-before",
        ),
        pytest.param("last_day", "2040-05-11", "and a trip can last up to ", id="ends-far-ahead"),
        pytest.param("last_day", "", "Enter the number of days", id="empty"),
        pytest.param(
            "starts_on", "9999-12-31", "Choose a date between 1900 and 2199", id="starts-too-late"
        ),
        pytest.param(
            "starts_on", "0001-01-01", "Choose a date between 1900 and 2199", id="starts-too-early"
        ),
        pytest.param("currency", "XYZ", "Enter a currency code such as EUR.", id="currency"),
        pytest.param("adults", "10000", " to 200 for “Adults”.", id="too-many-adults"),
        pytest.param("kind", "army", "Choose who’s travelling.", id="kind"),
        pytest.param("title", "", "Enter a title for the trip.", id="no-title"),
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


def test_the_page_of_a_trip_asks_as_often_for_one_open_stay_as_for_ten(client, count_queries):
    camille = SeatFactory(organiser=True)
    client.force_login(camille.person)

    def a_stay():
        stay = UnitFactory().stay
        StepFactory(trip=camille.trip, by=camille, kind="offer", offer=stay, nights=2)
        return stay

    def page():
        client.get(url_of("trip-detail", camille.trip.address))

    RequestFactory(guest=camille.person, offer=a_stay())
    page()  # what the process remembers from then on
    few = count_queries(page)
    for _ in range(9):
        RequestFactory(guest=camille.person, offer=a_stay())

    assert count_queries(page) == few
    assert few <= 17


def test_invitation_page_changes_nothing_until_its_button_is_pressed(client):
    invitation = InvitationFactory()
    address = url_of("invitation", invitation.token)

    page = client.get(address)
    before = TripMember.objects.count()
    joined = client.post(address, {"name": "Mamie"})

    assert (page.status_code, before) == (200, 1)
    seat = TripMember.objects.get(name="Mamie")
    plan = invitation.trip.get_absolute_url().replace("/fr/voyages/", "/en/trips/")
    assert joined.url == f"{plan}?welcome=1"
    assert client.get(joined.url).status_code == 200
    assert seat.is_guest


def join(client, invitation, name, **fields):
    return client.post(url_of("invitation", invitation.token), {"name": name} | fields)


def test_a_guest_who_just_joined_reads_their_personal_link_once(client):
    invitation = InvitationFactory()
    joined = join(client, invitation, "Tante Lou")

    first = client.get(joined.url).text
    later = client.get(url_of("trip-detail", invitation.trip.address)).text

    link = url_of("guest-pass", TripMember.objects.get(name="Tante Lou").token)
    assert [link in page for page in (first, later)] == [True, False]


def test_an_account_needs_no_personal_link(client):
    invitation = InvitationFactory()
    client.force_login(UserFactory())

    joined = client.post(url_of("invitation", invitation.token))

    assert joined.url == url_of("trip-detail", invitation.trip.address)
    assert "Your personal link" not in client.get(f"{joined.url}?welcome=1").text


def test_the_link_in_the_same_browser_continues_as_that_person(client):
    invitation = InvitationFactory()
    join(client, invitation, "Tante Lou")

    page = client.get(url_of("invitation", invitation.token)).text
    again = join(client, invitation, "Tante Lou again")

    assert "already part of this trip, as Tante Lou." in page
    assert f'href="{url_of("trip-detail", invitation.trip.address)}"' in page
    assert "Join the trip" not in page
    assert again.status_code == 200
    assert TripMember.objects.filter(person=None).count() == 1


def test_the_link_continues_for_an_account_that_is_in(client):
    seat = SeatFactory()
    invitation = InvitationFactory(trip=seat.trip)
    client.force_login(seat.person)

    page = client.get(url_of("invitation", invitation.token)).text

    assert f"already part of this trip, as {seat.name}." in page
    assert "join under another name" not in page


@pytest.mark.parametrize(
    "changes",
    [{"taken_at": timezone.now(), "email": "lou@example.org"}, {"expires_at": timezone.now()}],
)
def test_a_used_up_link_continues_for_who_came_in_by_it(client, changes):
    invitation = InvitationFactory()
    join(client, invitation, "Tante Lou")
    Invitation.objects.update(**changes)
    stranger = Client()

    pages = [one.get(url_of("invitation", invitation.token)) for one in (client, stranger)]

    assert [page.status_code for page in pages] == [200, 410]
    assert "join under another name" not in pages[0].text


def test_a_guest_who_lost_the_personal_link_has_it_mailed_again(client):
    invitation = InvitationFactory(email="tante.lou@example.org")
    join(client, invitation, "Tante Lou")
    seat = TripMember.objects.get(name="Tante Lou")
    with translation.override("en"):
        link = reverse("travel_stories:guest-pass", args=[seat.token])
    address, stranger = url_of("invitation", invitation.token), Client()

    page = stranger.get(address)
    answers = [stranger.post(address, follow=True).text for _press in range(4)]

    assert page.status_code == 200
    assert "Email my link to t…@example.org" in page.text
    assert "tante.lou" not in page.text
    assert "We have sent your personal link to t…@example.org again." in answers[2]
    assert "several times today. Try again tomorrow." in answers[3]
    letters = Letter.objects.values_list("address", "text")
    assert [to for to, _text in letters] == ["tante.lou@example.org"] * 4  # one on joining
    assert all(link in text for _to, text in letters)


@pytest.mark.parametrize("gone", ["left", "revoked", "trip"])
def test_no_personal_link_is_mailed_once_seat_or_trip_is_gone(client, gone):
    invitation = InvitationFactory(email="lou@example.org")
    join(client, invitation, "Lou")
    Letter.objects.all().delete()
    if gone == "left":
        TripMember.objects.filter(name="Lou").update(left_at=timezone.now())
    elif gone == "revoked":
        Invitation.objects.update(revoked_at=timezone.now())
    else:
        Trip.objects.update(state=TripState.DELETED)

    answer = Client().post(url_of("invitation", invitation.token))

    assert answer.status_code == 410
    assert not Letter.objects.exists()


def test_another_person_at_the_same_browser_may_join(client):
    invitation = InvitationFactory()
    join(client, invitation, "Tante Lou")
    address = url_of("invitation", invitation.token) + "?another=1"

    page = client.get(address).text
    client.post(address, {"name": "Oncle Jo"})

    assert "Join the trip" in page
    guests = TripMember.objects.filter(person=None).values_list("name", flat=True)
    assert sorted(guests) == ["Oncle Jo", "Tante Lou"]


def test_the_same_name_in_another_browser_is_asked_who_it_is():
    invitation = InvitationFactory()
    join(Client(), invitation, "Tante Lou")
    phone = Client()

    asked = join(phone, invitation, "  tante LOÙ ")

    assert asked.status_code == 422
    assert "Tante Lou is already part of this trip." in asked.text
    assert 'type="checkbox" name="is_namesake"' in asked.text
    assert 'value="  tante LOÙ "' in asked.text
    assert TripMember.objects.filter(person=None).count() == 1


def test_two_people_may_have_the_same_name():
    invitation = InvitationFactory()
    join(Client(), invitation, "Lou")

    joined = join(Client(), invitation, "Lou", is_namesake="on")

    assert joined.status_code == 302
    assert TripMember.objects.filter(name="Lou").count() == 2


def test_the_personal_link_in_another_browser_is_the_same_member():
    invitation = InvitationFactory()
    join(Client(), invitation, "Tante Lou")
    lou, phone = TripMember.objects.get(name="Tante Lou"), Client()

    phone.get(url_of("guest-pass", lou.token))
    page = phone.get(url_of("invitation", invitation.token)).text

    assert "already part of this trip, as Tante Lou." in page
    assert TripMember.objects.filter(person=None).count() == 1


def test_a_personal_link_ends_with_a_new_one_or_with_its_trip(client):
    guest = SeatFactory(guest=True)
    organiser = SeatFactory(trip=guest.trip, organiser=True)
    old = guest.token
    renewed = renew_pass(member=guest, by=organiser)
    before = [client.get(url_of("guest-pass", token)).status_code for token in (old, renewed.token)]

    delete_trip(trip=guest.trip, by=organiser)
    forget_trip(trip=guest.trip, by=SYSTEM)

    assert before == [410, 302]
    assert Client().get(url_of("guest-pass", renewed.token)).status_code == 410


def test_a_personal_link_is_not_written_down_anywhere():
    """What the database holds of it gives nobody the link: its secret is the one of the site."""
    guest = SeatFactory(guest=True)
    secret = guest.token.removeprefix(guest.public_id)

    row = TripMember.objects.filter(pk=guest.pk).values().get()

    assert not any(secret in str(value) for value in row.values())


def test_a_dead_link_says_so(client):
    for name in ("invitation", "guest-pass"):
        response = client.get(url_of(name, "x" * 35))
        assert response.status_code == 410
        assert "This link no longer works" in response.text


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


def test_the_arrows_of_a_step_share_a_key_and_are_two_changes(client):
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
    for words in (
        "Zoé made changes here while you were editing.",
        "Chenonceau, 14 h",
        "Chenonceau, 10 h",
        "Use my version",
    ):
        assert words in conflict.text
    assert Change.objects.get(outcome=Outcome.CONFLICT).after["title"] == "Chenonceau, 10 h"
    assert Step.objects.get().title == "Chenonceau, 14 h"

    number = conflict.context["based_on"]
    press(client, "step-change", *where, based_on=number, title="Chenonceau, 10 h")
    assert Step.objects.get().title == "Chenonceau, 10 h"


@pytest.mark.time_machine(date(2027, 4, 1))
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
        "Day 2, Tuesday 4 May, at the top",
        "Day 1, Monday 3 May, after “Mill”",
    )


def test_a_refused_press_says_why(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)

    response = client.post(url_of("undo", zoe.trip.address), {"key": str(uuid4())}, follow=True)

    assert "You have no more changes to undo." in response.text


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
    assert page.count("View the offer") == 1


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


@pytest.mark.time_machine(date(2027, 4, 1))
def test_a_stay_of_three_nights_stands_on_each_day_of_plan_and_notebook(client):
    camille = SeatFactory(organiser=True)
    client.force_login(camille.person)
    stay = StayFactory(title="Le Jardin")
    StepFactory(trip=camille.trip, kind="offer", offer=stay, title="Le Jardin", nights=3)

    pages = {
        name: client.get(url_of(name, camille.trip.address)).text
        for name in ("trip-detail", "notebook")
    }
    pages["pdf"] = pages_of_notebook(camille, "en").html

    for page in pages.values():
        assert page.count("Night 2 of 3, Le Jardin") == 1
        assert page.count("Night 3 of 3, Le Jardin") == 1
    assert "Nowhere to sleep on the night of Thursday 6 May." in pages["trip-detail"]
    assert "Nowhere to sleep" not in pages["notebook"]


def test_a_trip_that_is_over_has_no_hints(client):
    camille = SeatFactory(trip=TripFactory(state=TripState.TRAVELLED), organiser=True)
    client.force_login(camille.person)
    StepFactory(trip=camille.trip, kind="offer", offer=StayFactory(), nights=2)

    page = client.get(url_of("trip-detail", camille.trip.address)).text

    assert "Nowhere to sleep" not in page


def test_the_answer_to_a_change_offers_to_undo_it(client):
    step = StepFactory(title="Chenonceau", day=1)
    client.force_login(SeatFactory(trip=step.trip).person)
    press(client, "step-move", step.trip.address, step.public_id, based_on=step.placed, to="2:")

    page = client.get(url_of("trip-detail", step.trip.address)).text
    toast = page.partition("<undo-toast")[2].partition("</undo-toast>")[0]
    number = re.search(r'name="number" value="(\d+)"', toast)[1]
    press(client, "step-change", step.trip.address, step.public_id, based_on=1, title="Loches")
    client.get(url_of("trip-detail", step.trip.address))
    undone = client.post(
        url_of("undo", step.trip.address), {"key": str(uuid4()), "number": number}, follow=True
    )

    assert "Moved: “Chenonceau”" in toast
    assert "Change undone." in undone.text
    assert "<undo-toast" not in undone.text
    assert (Step.objects.get().day, Step.objects.get().title) == (1, "Loches")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30], ids=["0", "-1", "x", "long"])
def test_an_undo_of_no_number_at_all_undoes_the_last_change(client, number):
    zoe = SeatFactory()
    client.force_login(zoe.person)

    sent = {"key": str(uuid4()), "number": number}
    response = client.post(url_of("undo", zoe.trip.address), sent, follow=True)

    assert "You have no more changes to undo." in response.text


def test_a_kept_version_is_used_from_the_history(client):
    step = StepFactory(title="Chenonceau")
    zoe, samir = SeatFactory(trip=step.trip), SeatFactory(trip=step.trip)
    where = (step.trip.address, step.public_id)
    client.force_login(zoe.person)
    press(client, "step-change", *where, based_on=1, title="Chenonceau, 14 h")
    client.force_login(samir.person)
    press(client, "step-change", *where, based_on=1, title="Chenonceau, 10 h")
    kept = Change.objects.get(outcome=Outcome.CONFLICT)

    history = client.get(url_of("history", step.trip.address)).text
    press(client, "part-restore", step.trip.address, kept.number)

    assert history.count("Use this version") == 1
    assert Step.objects.get().title == "Chenonceau, 10 h"


def test_the_tabs_of_a_trip_stand_in_its_bar_too(client):
    zoe = SeatFactory(organiser=True)
    client.force_login(zoe.person)

    page = client.get(url_of("member-list", zoe.trip.address)).text
    bar = page.partition('id="trip-bar"')[2].partition("</nav>")[0]
    shown, _details, more = bar.partition("<details")

    assert re.findall(r"</svg>\s*([\w ]+?)\s*<", shown) == ["Plan", "Decide", "Money", "Lists"]
    assert 'aria-current="page"' in more
    assert "Recent changes" not in page


def claim(client, trip):
    return client.post(url_of("seat-claim", trip.address), follow=True)


def test_a_guest_who_signed_up_keeps_the_seat_in_the_account(client):
    invitation = InvitationFactory()
    join(client, invitation, "Tante Lou")
    seat, person = TripMember.objects.get(name="Tante Lou"), UserFactory()
    client.force_login(person)

    plan = client.get(url_of("trip-detail", invitation.trip.address)).text
    claimed = claim(client, invitation.trip)
    again = claim(client, invitation.trip)

    assert url_of("seat-claim", invitation.trip.address) in plan
    assert "Your place in the trip is now linked to your account." in claimed.text
    assert TripMember.objects.get(pk=seat.pk).person == person
    assert invitation.trip.members.filter(person=person).count() == 1
    assert url_of("seat-claim", invitation.trip.address) not in again.text
    assert client.get(url_of("guest-pass", seat.token)).status_code == 410


def test_a_seat_is_not_moved_to_nobody_s_account(client):
    invitation = InvitationFactory()
    join(client, invitation, "Tante Lou")

    claim(client, invitation.trip)

    assert TripMember.objects.get(name="Tante Lou").is_guest


def test_an_account_called_like_a_guest_is_asked_who_it_is(client):
    invitation = InvitationFactory()
    join(Client(), invitation, "Tante Lou")
    client.force_login(UserFactory(display_name="Tante LOU"))
    address = url_of("invitation", invitation.token)

    asked = client.post(address)
    before = TripMember.objects.count()
    joined = client.post(address, {"is_namesake": "on"})

    assert asked.status_code == 422
    assert "Tante Lou already has a place in this trip, without an account." in asked.text
    assert (before, joined.status_code, TripMember.objects.count()) == (2, 302, 3)
