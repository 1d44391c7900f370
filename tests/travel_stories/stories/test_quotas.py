"""Letters to strangers: so many a day, one about one trip, and never a flood to one address."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory
from tests.factories.travel_stories import SeatFactory
from tests.quotas import limit
from travel_stories.stories.actions.authors import invite_author
from travel_stories.stories.actions.consents import ask_person
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import AuthorInvitationData
from travel_stories.stories.models.consents import PersonShown
from travel_stories.trips.actions.members import invite, revoke_invitation
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.errors.quotas import (
    AddressInvitedAlreadyError,
    AddressWrittenToOftenError,
    LettersNeedAccountError,
    TooManyLettersError,
)
from travel_stories.trips.models.members import Invitation, InvitationData

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_day(settings):
    limit(settings, trip_letters_of_newcomer=2, trip_letters=3)


def to_trip(seat, email):
    invited = InvitationData(MemberRole.OBSERVER, email=email, language="en")
    return invite(trip=seat.trip, invited=invited, by=seat)


def to_story(author, email):
    invited = AuthorInvitationData(role=AuthorRole.READER, email=email)
    return invite_author(story=author.story, invited=invited, by=author)


def to_named(author, email):
    shown = PersonShown.objects.create(
        story=author.story, name="Zoé", email=email, added_by=author.person
    )
    return ask_person(shown=shown, by=author)


def seats_of(person):
    return SeatFactory(person=person, organiser=True), AuthorFactory(person=person, lead=True)


@pytest.mark.parametrize(("age", "most"), [(1, 2), (8, 3)])
def test_require_letters_left_allows_a_newcomer_fewer(age, most):
    joined = timezone.now() - timedelta(days=age)
    seat = SeatFactory(person=UserFactory(date_joined=joined), organiser=True)
    for number in range(most):
        to_trip(seat, f"{number}@example.org")

    with pytest.raises(TooManyLettersError):
        to_trip(seat, "one.more@example.org")

    assert (Invitation.objects.count(), Letter.objects.count()) == (most, most)


@pytest.mark.parametrize("last", [to_story, to_named])
def test_require_letters_left_counts_all_kinds_together(last):
    seat, author = seats_of(UserFactory())
    to_trip(seat, "a@example.org")
    to_named(author, "b@example.org")

    with pytest.raises(TooManyLettersError):
        last(author, "c@example.org")

    assert Letter.objects.count() == 2


def test_a_guest_without_account_sends_no_letter_and_hands_on_a_link():
    seat = SeatFactory(guest=True, organiser=True)

    with pytest.raises(LettersNeedAccountError):
        to_trip(seat, "a@example.org")
    invite(trip=seat.trip, invited=InvitationData(MemberRole.OBSERVER), by=seat)

    assert not Letter.objects.exists()
    assert Invitation.objects.get().email == ""


def test_require_letters_left_counts_24_hours(time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000", tick=False)
    seat, _author = seats_of(UserFactory())
    to_trip(seat, "a@example.org")
    to_trip(seat, "b@example.org")

    time_machine.shift(timedelta(hours=23, minutes=59))
    with pytest.raises(TooManyLettersError):
        to_trip(seat, "c@example.org")
    time_machine.shift(timedelta(minutes=1))
    to_trip(seat, "c@example.org")

    assert Invitation.objects.count() == 3


def test_links_that_people_hand_around_are_no_letters():
    seat, _author = seats_of(UserFactory())

    for _time in range(4):
        invite(trip=seat.trip, invited=InvitationData(MemberRole.OBSERVER), by=seat)

    assert Invitation.objects.count() == 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Ada@example.org", "ada@example.org", id="capitals"),
        pytest.param("ada+1@example.org", "ADA+2@example.org", id="two-tags"),
        pytest.param("ada+1@example.org", "ada@example.org", id="first-tagged"),
        pytest.param("ada@example.org", "ada+1@example.org", id="second-tagged"),
    ],
)
def test_require_first_letter_refuses_a_second_one(first, second):
    seat, _author = seats_of(UserFactory())
    revoke_invitation(invitation=to_trip(seat, first), by=seat)

    with pytest.raises(AddressInvitedAlreadyError):
        to_trip(seat, second)

    assert Letter.objects.count() == 1


@pytest.mark.parametrize("other", ["adam@example.org", "ada@mail.example.org", "ad_@example.org"])
def test_require_first_letter_allows_another_mailbox(other):
    seat, _author = seats_of(UserFactory())
    to_trip(seat, "ada+1@example.org")

    to_trip(seat, other)

    assert Letter.objects.count() == 2


def test_require_first_letter_allows_another_trip_and_a_later_day(time_machine, settings):
    time_machine.move_to("2027-04-01 08:00 +0000")
    person = UserFactory()
    seat, another = seats_of(person)[0], SeatFactory(person=person, organiser=True)
    to_trip(seat, "ada@example.org")
    to_trip(another, "ada@example.org")
    time_machine.shift(settings.TRAVEL_STORIES_INVITED_FOR + timedelta(minutes=1))

    to_trip(seat, "ada@example.org")

    assert Letter.objects.count() == 3


def test_require_first_letter_protects_an_address_from_many_senders(settings):
    limit(settings, letters_to_mailbox=2)
    for sender in range(2):
        to_trip(SeatFactory(organiser=True), f"ada+{sender}@example.org")

    with pytest.raises(AddressWrittenToOftenError):
        to_trip(SeatFactory(organiser=True), "ada@example.org")


def test_require_first_letter_protects_an_address_for_24_hours(time_machine, settings):
    limit(settings, letters_to_mailbox=1)
    time_machine.move_to("2027-04-01 08:00 +0000", tick=False)
    first, second = SeatFactory(organiser=True), SeatFactory(organiser=True)
    to_trip(first, "ada@example.org")

    time_machine.shift(timedelta(hours=23, minutes=59))
    with pytest.raises(AddressWrittenToOftenError):
        to_trip(second, "ada@example.org")
    time_machine.shift(timedelta(minutes=1))
    to_trip(second, "ada@example.org")

    assert Letter.objects.count() == 2


def test_an_address_gets_few_questions_about_consents_either(settings):
    limit(settings, letters_to_mailbox=2)
    to_trip(SeatFactory(organiser=True), "ada@example.org")
    to_named(AuthorFactory(lead=True), "ada@example.org")

    with pytest.raises(AddressWrittenToOftenError):
        to_named(AuthorFactory(lead=True), "ada@example.org")

    assert Letter.objects.count() == 2


def test_the_form_says_when_the_next_letter_can_go(client, time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000", tick=False)
    seat, _author = seats_of(UserFactory())
    to_trip(seat, "a@example.org")
    to_trip(seat, "b@example.org")
    client.force_login(seat.person)

    answer = client.post(
        reverse("travel_stories:member-invite", args=[seat.trip.public_id]),
        {"role": MemberRole.OBSERVER, "email": "c@example.org", "language": "en"},
    )

    assert answer.status_code == 422
    assert "You can email 2 invitations and consent requests in total within 24" in answer.text
    assert "Send the next one after Friday 2 April at 10:00." in answer.text


def test_the_page_of_a_guest_offers_links_and_no_letters(client):
    guest = SeatFactory(guest=True, organiser=True)
    client.get(reverse("travel_stories:guest-pass", args=[guest.token]))
    address = guest.trip.public_id

    page = client.get(reverse("travel_stories:member-list", args=[address]))
    sent = {"role": MemberRole.OBSERVER, "email": "a@example.org", "language": "en"}
    client.post(reverse("travel_stories:member-invite", args=[address]), sent)

    assert "we can’t email invitations for you" in page.text
    assert list(page.context["form"].fields) == ["role", "seat"]
    assert MemberRole.ORGANISER not in dict(page.context["form"].fields["role"].choices)
    assert not Letter.objects.exists()
    assert Invitation.objects.get().email == ""
