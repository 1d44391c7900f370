"""Letters to strangers are counted for a person: two trips at once don't double the quota."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import SeatFactory, TripFactory
from tests.quotas import limit
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.trips.actions.members import invite
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.errors.quotas import TooManyLettersError
from travel_stories.trips.models.members import Invitation, InvitationData

pytestmark = pytest.mark.django_db(transaction=True)


def invited_from_two_trips(settings):
    """What the second press came to, and how many letters were promised, where one is allowed."""
    limit(settings, trip_letters_of_newcomer=1, trip_letters=1)
    person = UserFactory()
    one, other = (SeatFactory(trip=TripFactory(), organiser=True, person=person) for _ in range(2))

    def letter(seat, email):
        invited = InvitationData(MemberRole.COMPANION, email=email)
        return lambda: invite(trip=seat.trip, invited=invited, by=seat)

    _invited, late = overtaken(
        letter(one, "ada@example.org"),
        at="travel_stories.trips.models.members.Invitation.save",
        by=letter(other, "zoe@example.org"),
    )

    return type(late), Invitation.objects.count()


def test_invitations_from_two_trips_at_once_keep_the_quota(settings):
    assert invited_from_two_trips(settings) == (TooManyLettersError, 1)


def test_control_without_lock_two_trips_send_a_letter_too_many(settings):
    with without_row_locks():
        outcome = invited_from_two_trips(settings)

    assert outcome == ((Invitation, 2) if has_row_locks() else (TooManyLettersError, 1))
