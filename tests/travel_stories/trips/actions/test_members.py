"""Seats: offered by mail or by a link, taken with or without an account, given back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.mail.models import Letter
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import InvitationFactory, SeatFactory, TripFactory
from travel_stories.trips.actions.members import (
    accept_invitation,
    change_role,
    claim_seat,
    invite,
    leave_trip,
    mail_pass_again,
    remove_member,
    renew_pass,
    revoke_invitation,
)
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.errors.quotas import TooManyPassesError
from travel_stories.trips.errors.trips import (
    LastOrganiserError,
    LinkGoneError,
    OrganiserByLinkError,
    RoleNotForThisTripError,
    SeatedAlreadyError,
    TripFullError,
)
from travel_stories.trips.models.members import Invitation, InvitationData, TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db


def test_invite_mails_a_letter_to_somebody_who_may_never_have_been_here(settings):
    camille = SeatFactory(organiser=True, name="Camille")

    invited = InvitationData(MemberRole.PAYER, email="z@example.org", language="fr")
    invitation = invite(trip=camille.trip, invited=invited, by=camille)

    letter = Letter.objects.get()
    assert letter.address == "z@example.org"
    assert f"{settings.BASE_URL}/fr/s/invitation/{invitation.token}/" in letter.text
    assert "Camille" in letter.title


def test_invite_by_a_link_mails_nobody():
    camille = SeatFactory(organiser=True)

    invite(trip=camille.trip, invited=InvitationData(MemberRole.COMPANION), by=camille)

    assert not Letter.objects.exists()
    assert Invitation.objects.good().count() == 1


def test_invite_is_for_organisers():
    zoe = SeatFactory()

    with pytest.raises(PermissionDenied):
        invite(trip=zoe.trip, invited=InvitationData(MemberRole.COMPANION), by=zoe)


def test_invite_hands_no_organiser_around():
    camille = SeatFactory(organiser=True)

    with pytest.raises(OrganiserByLinkError):
        invite(trip=camille.trip, invited=InvitationData(MemberRole.ORGANISER), by=camille)


def test_a_class_has_no_seat_for_a_pupil():
    trip = TripFactory(kind=TripKind.CLASS)
    teacher, aide = SeatFactory(trip=trip, organiser=True), SeatFactory(trip=trip, chaperone=True)

    with pytest.raises(RoleNotForThisTripError):
        invite(trip=trip, invited=InvitationData(MemberRole.COMPANION), by=teacher)
    with pytest.raises(RoleNotForThisTripError):
        change_role(member=aide, role=MemberRole.COMPANION, by=teacher)


def test_accept_invitation_seats_an_account_under_its_name():
    invitation = InvitationFactory()
    zoe = UserFactory(display_name="Zoé")

    seat = accept_invitation(token=invitation.token, person=zoe)

    assert (seat.person, seat.name, seat.role) == (zoe, "Zoé", MemberRole.COMPANION)
    assert Notice.objects.get().recipient == invitation.by.person


def test_accept_invitation_without_an_account_gives_a_pass_for_this_trip():
    invitation = InvitationFactory()

    seat = accept_invitation(token=invitation.token, person=None, name="Mamie")

    assert (seat.is_guest, seat.name) == (True, "Mamie")
    assert TripMember.objects.with_pass(seat.token) == seat


def test_accept_invitation_twice_keeps_the_seat_as_it_is():
    invitation = InvitationFactory()
    zoe = UserFactory()

    seats = {accept_invitation(token=invitation.token, person=zoe) for _ in range(2)}

    assert len(seats) == 1


def test_accept_invitation_brings_back_the_old_seat():
    invitation = InvitationFactory()
    gone = SeatFactory(trip=invitation.trip, payer=True, left=True)

    seat = accept_invitation(token=invitation.token, person=gone.person)

    assert (seat, seat.role, seat.left_at) == (gone, MemberRole.COMPANION, None)


def test_a_mailed_invitation_works_once_and_a_link_for_many():
    mailed, link = InvitationFactory(email="z@example.org"), InvitationFactory()
    for invitation in (mailed, link):
        accept_invitation(token=invitation.token, person=None, name="First")

    accept_invitation(token=link.token, person=None, name="Second")
    with pytest.raises(LinkGoneError):
        accept_invitation(token=mailed.token, person=None, name="Second")


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"nonce": "drawn anew"},
    ],
)
def test_a_link_that_is_no_longer_good_seats_nobody(change):
    invitation = InvitationFactory()
    token = invitation.token
    Invitation.objects.update(**change)

    with pytest.raises(LinkGoneError):
        accept_invitation(token=token, person=None, name="Thief")

    assert TripMember.objects.count() == 1


@pytest.mark.parametrize(
    "guess",
    [
        "",
        "x",
        "no-such-token",
        pytest.param("\x00" * 40, id="zeros"),
        pytest.param("é" * 35, id="accents"),
    ],
)
def test_a_guessed_link_seats_nobody(guess):
    invitation = InvitationFactory()

    for token in (guess, invitation.public_id + guess, invitation.token + "x"):
        with pytest.raises(LinkGoneError):
            accept_invitation(token=token, person=None, name="Thief")


def test_a_link_to_a_trip_that_is_over_seats_nobody():
    invitation = InvitationFactory(trip=TripFactory(state=TripState.CANCELLED))

    with pytest.raises(LinkGoneError):
        accept_invitation(token=invitation.token, person=UserFactory())


def test_a_full_trip_takes_nobody_more(monkeypatch):
    monkeypatch.setattr("travel_stories.trips.actions.members.MOST_MEMBERS", 1)
    invitation = InvitationFactory()

    with pytest.raises(TripFullError):
        accept_invitation(token=invitation.token, person=UserFactory())


def test_revoke_invitation_kills_the_link_and_leaves_the_seats():
    invitation = InvitationFactory()
    token = invitation.token
    seat = accept_invitation(token=token, person=None, name="Mamie")

    for _ in range(2):
        revoke_invitation(invitation=invitation, by=invitation.by)

    assert Invitation.objects.with_token(token) is None
    assert TripMember.objects.get(pk=seat.pk).is_active


def test_revoke_invitation_is_for_organisers():
    invitation = InvitationFactory()

    with pytest.raises(PermissionDenied):
        revoke_invitation(invitation=invitation, by=SeatFactory(trip=invitation.trip))


def test_change_role_leaves_one_organiser():
    camille = SeatFactory(organiser=True)

    with pytest.raises(LastOrganiserError):
        change_role(member=camille, role=MemberRole.PAYER, by=camille)

    zoe = change_role(member=SeatFactory(trip=camille.trip), role=MemberRole.ORGANISER, by=camille)
    assert change_role(member=camille, role=MemberRole.PAYER, by=zoe).role == MemberRole.PAYER


def test_remove_member_takes_the_seat_and_every_pass_to_it():
    camille = SeatFactory(organiser=True)
    guest = SeatFactory(trip=camille.trip, guest=True)
    token = guest.token

    for _ in range(2):
        remove_member(member=guest, by=camille)

    assert TripMember.objects.with_pass(token) is None
    guest.refresh_from_db()
    assert not guest.has_perm("trips.see_trip", camille.trip)


def test_remove_member_is_for_organisers():
    zoe = SeatFactory()

    with pytest.raises(PermissionDenied):
        remove_member(member=SeatFactory(trip=zoe.trip), by=zoe)


def test_leave_trip_needs_another_organiser():
    camille = SeatFactory(organiser=True)

    with pytest.raises(LastOrganiserError):
        leave_trip(trip=camille.trip, by=camille)

    SeatFactory(trip=camille.trip, organiser=True)
    assert leave_trip(trip=camille.trip, by=camille).left_at is not None


def test_renew_pass_closes_the_door_to_the_old_one():
    camille = SeatFactory(organiser=True)
    guest = SeatFactory(trip=camille.trip, guest=True)
    old = guest.token

    new = renew_pass(member=guest, by=camille).token

    found = TripMember.objects
    assert (found.with_pass(old), found.with_pass(new)) == (None, guest)


def test_mail_pass_again_counts_24_hours(time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000", tick=False)
    token = InvitationFactory(email="lou@example.org").token
    accept_invitation(token=token, person=None, name="Lou")
    for _time in range(3):
        mail_pass_again(token=token)

    time_machine.shift(timedelta(hours=23, minutes=59))
    with pytest.raises(TooManyPassesError):
        mail_pass_again(token=token)
    time_machine.shift(timedelta(minutes=1))
    mail_pass_again(token=token)

    assert Letter.objects.count() == 5  # one on joining


def test_a_pass_of_somebody_with_an_account_is_no_way_in():
    zoe = SeatFactory()

    assert TripMember.objects.with_pass(zoe.token) is None


def test_close_account_hands_the_trip_to_whoever_plans_along():
    camille = SeatFactory(organiser=True)
    SeatFactory(trip=camille.trip, observer=True)
    zoe = SeatFactory(trip=camille.trip)

    close_account(person=camille.person, by=camille.person)

    zoe.refresh_from_db()
    camille.refresh_from_db()
    assert zoe.role == MemberRole.ORGANISER
    assert (camille.name, camille.is_active) == ("…", False)


def test_close_account_takes_the_name_from_trips_that_were_left_before():
    camille = SeatFactory(organiser=True, name="Camille")
    zoe = SeatFactory(trip=camille.trip, name="Zoé", left_at=timezone.now())
    other = SeatFactory(trip=camille.trip, name="Ben", left_at=timezone.now())

    close_account(person=zoe.person, by=zoe.person)

    names = dict(TripMember.objects.values_list("pk", "name"))
    assert names == {camille.pk: "Camille", zoe.pk: "…", other.pk: "Ben"}


def test_close_account_deletes_a_trip_that_nobody_else_is_in():
    camille = SeatFactory(organiser=True)

    close_account(person=camille.person, by=camille.person)

    assert Trip.objects.get().state == TripState.DELETED


def test_claim_seat_moves_it_to_the_account_and_ends_the_pass():
    guest, person = SeatFactory(guest=True), UserFactory()
    token = guest.token

    claimed = claim_seat(token=token, person=person)

    assert (claimed.pk, claimed.person, claimed.is_guest) == (guest.pk, person, False)
    with pytest.raises(LinkGoneError):
        claim_seat(token=token, person=UserFactory())


def test_claim_seat_gives_nobody_a_second_one():
    seat = SeatFactory()
    guest = SeatFactory(trip=seat.trip, guest=True)

    with pytest.raises(SeatedAlreadyError):
        claim_seat(token=guest.token, person=seat.person)

    guest.refresh_from_db()
    assert guest.is_guest


@pytest.mark.time_machine(date(2026, 12, 7))  # a date of next year has its year
def test_invite_greets_an_account_by_name_and_says_when():
    known = UserFactory(display_name="Hannah")
    trip = TripFactory(starts_on=date(2027, 5, 3), days=5)
    camille = SeatFactory(trip=trip, organiser=True, name="Camille")

    for email in (known.email, "stranger@example.org"):
        invited = InvitationData(MemberRole.COMPANION, email=email, language="en")
        invite(trip=trip, invited=invited, by=camille)

    texts = [Letter.objects.get(address=one).text for one in (known.email, "stranger@example.org")]
    assert [text.split("\n", 1)[0] for text in texts] == ["Hello Hannah,", "Hello,"]
    assert ["Dates: 3–7 May 2027." in text for text in texts] == [True, True]
