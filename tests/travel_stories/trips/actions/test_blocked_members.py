"""A blocked person comes by the trip of a friend: both may be on it, and the blocker is warned."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commons.blocking.actions import block_person
from commons.blocking.selectors import remaining_ties
from commons.mail.models import Letter
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import InvitationFactory, SeatFactory, a_poll, an_edit
from tests.letters import letters_to
from travel_stories.trip_decisions.actions.polls import close_poll
from travel_stories.trips import notifications
from travel_stories.trips.actions.members import accept_invitation, claim_seat, invite
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.errors.quotas import AddressInvitedAlreadyError
from travel_stories.trips.errors.trips import BlockedPersonOnTripError
from travel_stories.trips.models.members import Invitation, InvitationData

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


@pytest.fixture
def ben():
    return UserFactory(display_name="Ben")


def warnings(person):
    """Who is named in them."""
    told = Notice.objects.filter(recipient=person, template=notifications.BLOCKED_PERSON_ON_TRIP)
    return [notice.data["name"] for notice in told.order_by("pk")]


@pytest.fixture
def invitation(ada, ben):
    """To a friend's trip on which Ben, whom Ada has blocked, has a seat."""
    invitation = InvitationFactory()
    SeatFactory(trip=invitation.trip, person=ben)
    block_person(person=ben, by=ada)
    return invitation


def test_invite_sends_nothing_to_who_has_blocked_the_inviter(ada):
    organiser = SeatFactory(organiser=True)
    block_person(person=organiser.person, by=ada)
    invited = InvitationData(MemberRole.COMPANION, email=ada.email)

    invite(trip=organiser.trip, invited=invited, by=organiser)

    assert letters_to() == []


@pytest.mark.parametrize("blocker", ["ada", "organiser"])
def test_invite_answers_alike_whether_or_not_a_block_stands(ada, blocker):
    """Else whoever blocks somebody could try addresses until one is refused."""
    organiser = SeatFactory(organiser=True)
    one, other = (ada, organiser.person) if blocker == "ada" else (organiser.person, ada)
    block_person(person=other, by=one)

    for address in (ada.email, "stranger@example.org"):
        invited = InvitationData(MemberRole.COMPANION, email=address)
        invite(trip=organiser.trip, invited=invited, by=organiser)
        with pytest.raises(AddressInvitedAlreadyError):
            invite(trip=organiser.trip, invited=invited, by=organiser)

    assert Invitation.objects.count() == 2
    assert letters_to() == ["stranger@example.org"]


def test_a_left_out_invitation_costs_what_a_sent_one_does(ada, committed, mailoutbox):
    organiser = SeatFactory(organiser=True)
    block_person(person=organiser.person, by=ada)
    asked, texts = [], []

    for address in (ada.email, "stranger@example.org"):
        invited = InvitationData(MemberRole.COMPANION, email=address)
        with committed(), CaptureQueriesContext(connection) as queries:
            invite(trip=organiser.trip, invited=invited, by=organiser)
            asked.append(len(queries))
            texts.append(Letter.objects.filter(address=address).exists())

    assert asked[0] == asked[1]
    assert texts == [True, True]
    assert [mail.to for mail in mailoutbox] == [["stranger@example.org"]]
    assert not Letter.objects.exists()


def test_accept_invitation_warns_who_has_blocked_somebody(ada, invitation):
    with pytest.raises(BlockedPersonOnTripError, match="Ben"):
        accept_invitation(token=invitation.token, person=ada)

    seat = accept_invitation(token=invitation.token, person=ada, despite_block=True)

    assert seat.person == ada


def test_accept_invitation_tells_the_blocked_one_nothing(ada, ben):
    invitation = InvitationFactory()
    SeatFactory(trip=invitation.trip, person=ada)
    block_person(person=ben, by=ada)

    assert accept_invitation(token=invitation.token, person=ben).person == ben


def test_invitation_page_warns_before_joining(ada, invitation):
    client = Client()
    client.force_login(ada)
    address = reverse("travel_stories:invitation", args=[invitation.token])

    asked = client.get(address).text
    refused = client.post(address)
    joined = client.post(address, {"despite_block": "on"})

    assert "Someone you’ve blocked is on this trip" in asked
    assert 'type="checkbox" name="despite_block"' in asked
    assert refused.status_code == 422
    assert "is on this trip: Ben." in refused.text
    assert joined.status_code == 302


def test_remaining_ties_name_trips_of_both(ada, invitation, ben):
    accept_invitation(token=invitation.token, person=ada, despite_block=True)

    assert [tie.url for tie in remaining_ties(ada, ben)] == [invitation.trip.get_absolute_url()]


def test_accept_invitation_warns_the_blocker_who_was_there_first(ada, ben):
    invitation = InvitationFactory()
    SeatFactory(trip=invitation.trip, person=ada)
    block_person(person=ben, by=ada)

    accept_invitation(token=invitation.token, person=ben)
    accept_invitation(token=invitation.token, person=UserFactory())

    assert (warnings(ada), warnings(ben)) == (["Ben"], [])


@pytest.mark.parametrize("blocker", ["ada", "ben"])
def test_claim_seat_warns_whoever_made_the_block(ada, ben, blocker):
    guest = SeatFactory(guest=True, name="Benny")
    SeatFactory(trip=guest.trip, person=ada, name="Ada")
    one, other = (ada, ben) if blocker == "ada" else (ben, ada)
    block_person(person=other, by=one)

    claim_seat(token=guest.token, person=ben)

    assert warnings(one) == (["Benny"] if one == ada else ["Ada"])
    assert warnings(other) == []


def test_a_guest_is_known_by_the_address_of_a_personal_invitation(ada, ben):
    invitation = InvitationFactory(email=ben.email)
    SeatFactory(trip=invitation.trip, person=ada)
    block_person(person=ben, by=ada)

    guest = accept_invitation(token=invitation.token, person=None, name="Benny")
    claim_seat(token=guest.token, person=ben)

    assert (warnings(ada), warnings(ben)) == (["Benny"], [])


def test_a_blocker_who_comes_as_a_guest_is_told_at_their_account(ada, invitation):
    personal = InvitationFactory(trip=invitation.trip, email=ada.email)

    accept_invitation(token=personal.token, person=None, name="A.")

    assert warnings(ada) == ["Ben"]


def test_accept_invitation_asks_about_guests_who_are_known(ada, ben):
    personal = InvitationFactory(email=ben.email)
    block_person(person=ben, by=ada)
    accept_invitation(token=personal.token, person=None, name="Benny")
    invitation = InvitationFactory(trip=personal.trip)

    with pytest.raises(BlockedPersonOnTripError, match="Benny"):
        accept_invitation(token=invitation.token, person=ada)


def test_polls_are_mailed_to_nobody_across_a_block(ada, ben):
    organiser = SeatFactory(organiser=True)
    author = SeatFactory(trip=organiser.trip, person=ben)
    SeatFactory(trip=organiser.trip, person=ada)
    block_person(person=ben, by=ada)

    poll = a_poll(author, "By boat", "By bike")
    close_poll(poll=poll, edit=an_edit(organiser, poll))

    assert not Notice.objects.filter(recipient=ada).exists()
    assert Notice.objects.filter(recipient=organiser.person).count() == 2
