"""Rivals at one trip: none is lost, each is applied or refused, and nothing is numbered twice."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import (
    InvitationFactory,
    SeatFactory,
    StepFactory,
    TripFactory,
    an_edit,
)
from tests.rivals import at_once, outcomes_at_once
from travel_stories.notebooks.actions.imports import ImportOptions, import_trip
from travel_stories.notebooks.trip_files import OptionFile, PollFile, SeatFile, TripFile
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.models.deciding import Ballot, Poll
from travel_stories.trips.actions.members import accept_invitation, claim_seat, leave_trip
from travel_stories.trips.actions.steps import add_step, change_step
from travel_stories.trips.actions.trips import begin_trip, delete_trip
from travel_stories.trips.choices import StepKind, TripKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_members_adding_at_once_get_ten_numbered_steps():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip) for _ in range(10)]
    words = {"kind": StepKind.WISH, "title": "Castle", "day": 1}

    at_once(*(lambda s=seat: add_step(trip=trip, words=words, edit=an_edit(s)) for seat in seats))

    numbers = Change.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 11))
    assert Step.objects.count() == 10


def test_ten_members_change_one_step_and_one_is_faster():
    step = StepFactory()
    seats = [SeatFactory(trip=step.trip) for _ in range(10)]

    results = at_once(
        *(
            lambda s=seat: change_step(step=step, words={"title": s.name}, edit=an_edit(s, step))
            for seat in seats
        )
    )

    winners = [result for result in results if isinstance(result, Step)]
    assert len(winners) == 1
    assert Step.objects.get().title == winners[0].title


def test_one_press_sent_five_times_at_once_is_one_change():
    trip = TripFactory()
    edit = an_edit(SeatFactory(trip=trip))
    words = {"kind": StepKind.WISH, "title": "Castle", "day": 1}

    at_once(*(lambda: add_step(trip=trip, words=words, edit=edit) for _ in range(5)))

    assert Step.objects.count() == Change.objects.count() == 1


def test_one_trip_is_begun_by_a_double_click():
    camille, key = UserFactory(), uuid4()
    words = {"kind": TripKind.ALONE, "title": "Walk", "days": 1}

    at_once(*(lambda: begin_trip(words=words, key=key, by=camille) for _ in range(4)))

    assert Trip.objects.count() == 1


def test_a_mailed_invitation_seats_one_of_two_who_press_at_once():
    token = InvitationFactory(email="z@example.org").token

    at_once(*(lambda: accept_invitation(token=token, person=None, name="N") for _ in range(2)))

    assert TripMember.objects.count() == 2  # with the organiser


def test_two_who_are_invited_under_one_name_don_t_share_it():
    trip = TripFactory()
    name = SeatFactory(trip=trip, guest=True, left=True, is_awaited=True)
    tokens = [InvitationFactory(trip=trip, seat=name).token for _ in range(2)]

    seats = at_once(
        *(
            lambda t=token: accept_invitation(token=t, person=None, name="N", is_namesake=True)
            for token in tokens
        )
    )

    assert len({seat.pk for seat in seats}) == 2
    assert [seat.pk for seat in seats].count(name.pk) == 1


def test_one_file_sent_five_times_at_once_is_one_trip():
    camille, key = UserFactory(), uuid4()
    trip = {"kind": TripKind.ALONE, "title": "Walk", "days": 1}
    options = [OptionFile(words, None, None, None, None) for words in "AB"]
    poll = PollFile(
        *(PollKind.CHOICES, {"title": "Where to?", "closes_at": timezone.now()}),
        *(timezone.now(), "a", options, {"a": [1]}, []),
    )
    told = TripFile(trip, [], [], [], [poll], [], {"a": SeatFile("Zoé", "observer", True)})
    along = ImportOptions(people=True)

    at_once(*(lambda: import_trip(data=told, key=key, by=camille, along=along) for _ in range(5)))

    assert (Trip.objects.count(), Poll.objects.count(), Ballot.objects.count()) == (1, 1, 1)


def test_two_organisers_can_t_both_leave():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip, organiser=True) for _ in range(2)]

    at_once(*(lambda s=seat: leave_trip(trip=trip, by=s) for seat in seats))

    assert trip.members.organising().count() == 1


def test_two_organisers_delete_at_once():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip, organiser=True) for _ in range(2)]

    results = at_once(*(lambda s=seat: delete_trip(trip=trip, by=s) for seat in seats))

    assert {result.state for result in results} == {"deleted"}


def test_a_link_opened_on_two_phones_at_once_seats_one_person():
    invitation = InvitationFactory()

    def join(**said):
        return lambda: accept_invitation(token=invitation.token, person=None, **said)

    said = outcomes_at_once(join(name="Tante Lou"), join(name="tante lou"), join(name="Tante  Lou"))

    assert sorted(said) == ["NameTakenError", "NameTakenError", "done"]
    assert TripMember.objects.filter(person=None).count() == 1


def test_namesakes_who_say_so_are_two_people():
    """The control: without the question both get in."""
    invitation = InvitationFactory()

    def join():
        accept_invitation(token=invitation.token, person=None, name="Lou", is_namesake=True)

    assert outcomes_at_once(join, join) == ["done", "done"]
    assert TripMember.objects.filter(person=None).count() == 2


def test_a_pass_that_two_accounts_use_at_once_moves_to_one_of_them():
    guest = SeatFactory(guest=True)
    token, people = guest.token, [UserFactory() for _ in range(2)]

    said = outcomes_at_once(*(lambda p=one: claim_seat(token=token, person=p) for one in people))

    guest.refresh_from_db()
    assert sorted(said) == ["LinkGoneError", "done"]
    assert guest.person == people[said.index("done")]
