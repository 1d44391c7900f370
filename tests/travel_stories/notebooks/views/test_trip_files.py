"""People and votes travel in the file of a trip, as names that are invited anew."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import (
    ExpenseFactory,
    InvitationFactory,
    SeatFactory,
    a_poll,
    a_vote,
    an_edit,
    an_idea,
)
from travel_stories.trip_decisions.actions.ballots import take_option
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.polls import close_poll
from travel_stories.trip_decisions.models.deciding import Ballot, Poll
from travel_stories.trip_decisions.selectors.decisions import polls_of
from travel_stories.trip_decisions.selectors.results import results_of
from travel_stories.trips.actions.members import accept_invitation, invite
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.models.members import Invitation, InvitationData, TripMember
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def take_along(client, member):
    client.force_login(member.person)
    return client.get(url_of("trip-export", member.trip.address)).content


def bring(client, content, **ticked):
    file = SimpleUploadedFile("trip.json", content, content_type="application/json")
    sent = {"file": file, "key": str(uuid4()), "based_on": 0} | ticked
    return client.post(url_of("trip-import"), sent)


def brought(client, content, **ticked):
    assert bring(client, content, **ticked).status_code == 302
    return Trip.objects.latest("pk")


@pytest.fixture
def camille():
    return SeatFactory(organiser=True, name="Camille")


@pytest.fixture
def voted(camille):
    """A closed poll that led to a step, one that still runs, and somebody who left after voting."""
    zoe = SeatFactory(trip=camille.trip, name="Zoé", chaperone=True)
    gone = SeatFactory(trip=camille.trip, name="Samir", left=True)
    canoe = an_idea(camille, title="Canoe")
    over = a_poll(zoe, canoe, "Baths", title="What then?")
    a_vote(camille, over, 1)
    a_vote(zoe, over, 1, 2)
    add_comment(about=over, words="Both!", edit=an_edit(zoe))
    over = close_poll(poll=over, edit=an_edit(zoe))
    take_option(option=over.options.get(place=1), day=2, edit=an_edit(camille))
    days = [(date(2027, 5, 3), date(2027, 5, 5)), (date(2027, 6, 3), date(2027, 6, 5))]
    running = a_poll(camille, *days, title="When?", words="Or not at all")
    a_vote(zoe, running)
    Ballot.objects.create(poll=running, by=gone, is_given=True)
    return camille


def told(trip):
    """Who voted for what, by name."""
    return {
        result.poll.title: (
            result.poll.is_running,
            [(str(line.option), [one.name for one in line.voters]) for line in result.asked],
            [one.name for one in result.voters],
        )
        for result in results_of(polls_of(trip))
    }


def test_people_come_as_names_with_their_roles_and_open_nothing(client, camille):
    zoe = SeatFactory(trip=camille.trip, name="Zoé", chaperone=True)
    SeatFactory(trip=camille.trip, name="Samir", left=True)

    new = brought(client, take_along(client, camille), people="on")

    seats = {seat.name: seat for seat in new.members.exclude(person=camille.person)}
    here = {name: (seat.role, seat.person, seat.is_awaited) for name, seat in seats.items()}
    assert here == {
        "Zoé": (MemberRole.CHAPERONE, None, True),
        "Samir": (MemberRole.COMPANION, None, False),
    }
    assert not TripMember.objects.with_pass(seats["Zoé"].token)
    client.force_login(zoe.person)
    assert client.get(new.get_absolute_url()).status_code == 404


def test_the_file_holds_no_address_of_anybody(client, camille):
    zoe = SeatFactory(trip=camille.trip)
    InvitationFactory(trip=camille.trip, by=camille, email="canary@example.org")

    content = take_along(client, camille).decode()

    for address in (zoe.person.email, camille.person.email, "canary@example.org", "@"):
        assert address not in content


def test_votes_come_along_and_are_counted_the_same(client, voted):
    content = take_along(client, voted)

    new = brought(client, content, people="on")

    mine = voted.person.display_name
    renamed = json.loads(json.dumps(told(voted.trip)).replace("Camille", mine))
    assert json.loads(json.dumps(told(new))) == renamed
    over = new.polls.get(title="What then?")
    assert over.by.name == "Zoé"
    assert over.options.get(place=1).idea == new.ideas.get()
    assert over.options.get(place=1).planned == new.steps.get()
    assert [comment.words for comment in over.comments.all()] == ["Both!"]


def test_a_file_of_a_file_holds_the_same_votes(client, voted):
    first = take_along(client, voted)
    again = brought(client, first, people="on")
    second = client.get(url_of("trip-export", again.address)).content

    assert in_order(second) == in_order(first)


def in_order(content):
    """Polls and names of a file, its ids as the order in which it names them."""
    file = json.loads(content)
    rows = [*file["members"], *file["former_members"], *file["ideas"], *file["steps"]]
    polls = json.dumps(file["polls"])
    for row in rows:
        polls = polls.replace(row["public_id"], str(row.get("name", row.get("title"))))
    organiser = next(row["name"] for row in rows if row.get("role") == "organiser")
    people = [(row["name"], row["role"]) for row in file["members"] if row["name"] != organiser]
    return json.loads(polls.replace(organiser, "me")), people


def test_votes_stay_where_they_were_unless_they_are_asked_for(client, voted):
    new = brought(client, take_along(client, voted), accounts="on")

    assert not new.polls.exists()
    assert not new.members.awaited().exists()


def test_a_file_of_the_first_version_is_read_without_votes_and_requests(client):
    client.force_login(UserFactory())
    file = GOOD | {
        "version": 1,
        "steps": [STEP | {"request": "agreed"}],
        "polls": [{"kind": "choices", "options": ["A", "B"], "ballots": {"a": [1]}}],
    }

    new = brought(client, json.dumps(file).encode(), people="on")

    assert (new.steps.get().asked_there, new.polls.count()) == (None, 0)


def test_whoever_is_invited_under_a_name_takes_over_its_votes_and_bills(client, voted):
    zoe = voted.trip.members.get(name="Zoé")
    ExpenseFactory(payer=zoe, of=[voted, zoe])
    new = brought(client, take_along(client, voted), people="on", accounts="on")
    name, me = new.members.awaited().get(), new.members.get(person=voted.person)
    page = client.get(f"{url_of('member-list', new.address)}?seat={name.public_id}")
    sent = page.context["form"].initial

    client.post(url_of("member-invite", new.address), sent | {"email": zoe.person.email})
    seat = accept_invitation(token=Invitation.objects.get().token, person=zoe.person)

    assert (sent["role"], page.context["invited"]) == (MemberRole.CHAPERONE, name)
    assert (seat.pk, seat.person, seat.left_at) == (name.pk, zoe.person, None)
    assert not new.members.awaited().exists()
    assert new.expenses.get().payer == seat
    assert Ballot.objects.filter(poll__trip=new, by=seat, is_given=True).count() == 2
    assert me.is_active


def test_a_name_is_taken_over_once_and_the_next_has_an_own_seat(camille):
    name = SeatFactory(trip=camille.trip, guest=True, left=True, is_awaited=True, name="Zoé")
    invited = InvitationData(MemberRole.OBSERVER, seat=name)
    link = invite(trip=camille.trip, invited=invited, by=camille)

    first = accept_invitation(token=link.token, person=None, name="Zoé B.")
    second = accept_invitation(token=link.token, person=None, name="Samir")

    assert (first.pk, first.name, first.role) == (name.pk, "Zoé B.", MemberRole.OBSERVER)
    assert second.pk != name.pk


def test_a_name_of_another_trip_is_never_given_away(client, camille):
    elsewhere = SeatFactory(organiser=True)
    name = SeatFactory(trip=elsewhere.trip, guest=True, left=True, is_awaited=True)
    former = SeatFactory(trip=camille.trip, left=True)
    client.force_login(camille.person)

    for seat in (name, former):
        sent = {"role": "companion", "language": "en", "seat": seat.public_id}
        answer = client.post(url_of("member-invite", camille.trip.address), sent)
        assert answer.status_code == 422
        invited = InvitationData("companion", seat=seat)
        assert invite(trip=camille.trip, invited=invited, by=camille).seat is None


def test_names_are_shown_to_whoever_may_invite_and_to_nobody_else(client, camille):
    SeatFactory(trip=camille.trip, guest=True, left=True, is_awaited=True, name="Zoé Canary")
    samir = SeatFactory(trip=camille.trip)

    pages = {}
    for seat in (camille, samir):
        client.force_login(seat.person)
        pages[seat.pk] = client.get(url_of("member-list", camille.trip.address)).text

    assert ["Zoé Canary" in page for page in pages.values()] == [True, False]


@pytest.mark.parametrize("names", [1, 3])
def test_the_page_of_people_asks_no_more_for_more_names(
    client, camille, names, django_assert_num_queries
):
    for number in range(names):
        SeatFactory(trip=camille.trip, guest=True, left=True, is_awaited=True, name=f"N{number}")
        InvitationFactory(trip=camille.trip, by=camille, seat=camille.trip.members.awaited()[0])
    client.force_login(camille.person)
    client.get(url_of("member-list", camille.trip.address))

    with django_assert_num_queries(11):
        client.get(url_of("member-list", camille.trip.address))


def test_a_forged_file_in_which_i_vote_twice_gives_me_one_ballot(client):
    one, other = (SeatFactory(person=person) for person in [UserFactory()] * 2)
    client.force_login(one.person)
    ballots = {one.public_id: [1], other.public_id: [2]}
    members = [{"public_id": seat.public_id, "name": "Me"} for seat in (one, other)]
    poll = POLL | {"by": one.public_id, "ballots": ballots}

    new = brought(client, as_file(members=members, polls=[poll]), people="on")

    mine = new.members.get(person=one.person)
    assert Ballot.objects.filter(poll__trip=new, by=mine).count() == 1


def as_file(**parts):
    return json.dumps(GOOD | parts).encode()


LATER = "2199-05-03T12:00:00+00:00"
GOOD = {
    "format": "hirondelle-trip",
    "version": 2,
    "trip": {"title": "T", "kind": TripKind.FRIENDS, "days": 2, "adults": 1, "children": 0},
    "steps": [],
    "members": [{"public_id": "a", "name": "A", "role": "companion"}],
}
STEP = {"kind": "wish", "title": "S", "day": 1}
OPTION = {"words": "A"}
POLL = {
    "kind": "choices",
    "title": "Where to?",
    "by": "a",
    "closes_at": "2026-01-03T12:00:00+00:00",
    "options": [OPTION, {"words": "B"}],
    "ballots": {"a": [1]},
}
NIGHTS = {"state": "agreed", "check_in": "2027-05-03", "check_out": "2027-05-06"}
DAYS = {"kind": "dates", "options": [{"first_day": "2027-05-03", "last_day": "2027-05-05"}] * 2}
BAD_POLLS = {
    "a poll that is none": 3,
    "no kind": POLL | {"kind": None},
    "an unknown kind": POLL | {"kind": "bomb"},
    "no question": POLL | {"title": ""},
    "a long question": POLL | {"title": "x" * 500},
    "nobody asked": POLL | {"by": None},
    "asked by a stranger": POLL | {"by": "b"},
    "asked by a list": POLL | {"by": ["a"]},
    "a vote of a stranger": POLL | {"ballots": {"b": [1]}},
    "votes that are none": POLL | {"ballots": [1]},
    "a tick that is none": POLL | {"ballots": {"a": ["1"]}},
    "a tick for nothing": POLL | {"ballots": {"a": [3]}},
    "a tick before the first": POLL | {"ballots": {"a": [0]}},
    "more ticks than options": POLL | {"ballots": {"a": [1] * 100}},
    "one option": POLL | {"options": [OPTION]},
    "the same option twice": POLL | {"options": [OPTION, OPTION]},
    "too many options": POLL | {"options": [{"words": str(one)} for one in range(21)]},
    "an option without words": POLL | {"options": [OPTION, {"words": ""}]},
    "an option too long": POLL | {"options": [OPTION, {"words": "x" * 500}]},
    "dates without days": POLL | {"kind": "dates"},
    "the same dates twice": POLL | DAYS,
    "dates that are none": POLL | DAYS | {"options": [{"first_day": "May"}] * 2},
    "a date in a list": POLL | DAYS | {"options": [{"first_day": [1]}] * 2},
    "dates that can't be counted from": POLL
    | DAYS
    | {"options": [*DAYS["options"][:1], {"first_day": "9999-12-30", "last_day": "9999-12-31"}]},
    "no closing date": POLL | {"closes_at": None},
    "a closing date that is none": POLL | {"closes_at": "soon"},
    "a closing date in no zone": POLL | {"closes_at": "2026-01-03T12:00:00"},
    "open for ever": POLL | {"closes_at": LATER},
    "closed some day": POLL | {"closed_at": "soon"},
    "comments that are none": POLL | {"comments": [3]},
}


def test_a_first_day_that_can_t_be_counted_from_is_refused_in_words(client):
    client.force_login(UserFactory())

    answer = bring(client, as_file(trip=GOOD["trip"] | {"starts_on": "9999-12-31"}))

    assert answer.status_code == 422
    assert "In the trip: Choose a date between 1900 and 2199." in answer.text
    assert not Trip.objects.exists()


@pytest.mark.parametrize("name", BAD_POLLS)
def test_unreadable_polls_are_refused(client, name):
    client.force_login(UserFactory())

    answer = bring(client, as_file(polls=[BAD_POLLS[name]]), people="on")

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Trip.objects.exists()


def test_control_the_poll_that_the_bad_ones_were_made_of_is_read(client):
    client.force_login(UserFactory())

    brought(client, as_file(polls=[POLL]), people="on")

    assert not Poll.objects.get().is_running


@pytest.mark.parametrize(
    "asked",
    [
        "agreed",
        {"state": "bomb"},
        {"state": None},
        NIGHTS | {"check_in": "May"},
        NIGHTS | {"check_out": "2027-05-03"},
        NIGHTS | {"check_in": 5},
    ],
)
def test_a_request_that_can_t_be_read_is_refused_in_words(client, asked):
    client.force_login(UserFactory())

    answer = bring(client, as_file(steps=[STEP | {"request": asked}]))

    assert answer.status_code == 422
    assert not Trip.objects.exists()


def test_a_poll_that_still_runs_goes_on_until_its_day(client):
    client.force_login(UserFactory())
    tomorrow = timezone.now() + timedelta(days=1)

    brought(client, as_file(polls=[POLL | {"closes_at": tomorrow.isoformat()}]), people="on")

    assert (Poll.objects.get().is_running, Poll.objects.get().closes_at) == (True, tomorrow)


def test_a_role_that_we_don_t_know_looks_on(client):
    client.force_login(UserFactory())
    members = [
        {"public_id": "a", "name": "A", "role": "payer"},
        {"public_id": "b", "name": "B", "role": "emperor"},
        {"public_id": "c", "name": "C", "role": ["payer"]},
    ]

    new = brought(client, as_file(members=members), people="on")

    roles = dict(new.members.awaited().values_list("name", "role"))
    assert roles == {"A": "payer", "B": "observer", "C": "observer"}
