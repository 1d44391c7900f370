"""Presses at once: a step is added once, a request belongs to one trip, and hosts still answer."""

from datetime import date
from uuid import uuid4

import pytest

from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ProposalFactory, RequestFactory, StayFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from tests.rivals import outcomes_at_once
from travel_stories.trip_requests.actions.additions import add_to_trip, begin_with
from travel_stories.trip_requests.actions.attaching import (
    add_request,
    attach_request,
    begin_with_request,
)
from travel_stories.trip_requests.models.additions import Addition, Subject
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.time_machine(date(2027, 4, 1))]


def an_addition(**given):
    offer = StayFactory()
    return Addition(Subject(offer.title, offer=offer), **given)


def a_request():
    return RequestFactory(check_in=date(2027, 5, 3), check_out=date(2027, 5, 5))


def test_one_press_sent_four_times_at_once_begins_one_trip():
    addition, person, key = an_addition(nights=2), UserFactory(), uuid4()

    said = outcomes_at_once(*[lambda: begin_with(addition=addition, key=key, by=person)] * 4)

    assert said == ["done"] * 4
    assert (Trip.objects.count(), Step.objects.count()) == (1, 1)


def test_one_press_sent_four_times_at_once_makes_a_trip_longer_once():
    seat, key = SeatFactory(organiser=True), uuid4()
    addition = an_addition(check_in=date(2027, 5, 7), nights=2)

    def press():
        return add_to_trip(addition=addition, seat=seat, key=key, accepted_days=7)

    said = outcomes_at_once(*[press] * 4)

    seat.trip.refresh_from_db()
    assert said == ["done"] * 4
    assert (seat.trip.days, seat.trip.steps.count()) == (7, 1)


def test_two_presses_without_a_common_key_add_two_steps():
    """The control: what makes them one is the key."""
    seat = SeatFactory(organiser=True)
    addition = an_addition(check_in=date(2027, 5, 3), nights=1)

    outcomes_at_once(*[lambda: add_to_trip(addition=addition, seat=seat, key=uuid4())] * 2)

    assert seat.trip.steps.count() == 2


def test_a_request_that_is_added_to_two_trips_at_once_belongs_to_one():
    request = a_request()
    seats = [SeatFactory(person=request.guest, trip=TripFactory()) for _trip in range(3)]

    said = outcomes_at_once(
        *(lambda seat=seat: add_request(request=request, seat=seat, key=uuid4()) for seat in seats)
    )

    assert sorted(said) == ["AttachedAlreadyError", "AttachedAlreadyError", "done"]
    assert (TripRequest.objects.count(), Step.objects.count()) == (1, 1)


@pytest.mark.parametrize("_round", range(10))
def test_a_trip_begins_with_a_request_while_its_host_agrees(_round):
    request = a_request()
    proposal = ProposalFactory(request=request, by=request.guest)

    said = outcomes_at_once(
        lambda: begin_with_request(request=request, key=uuid4(), by=request.guest),
        lambda: agree_to_proposal(proposal=proposal, by=request.host),
    )

    assert said == ["done", "done"]
    assert TripRequest.objects.get().state == RequestState.AGREED


def test_a_host_answers_while_the_guest_lets_the_request_go():
    request = a_request()
    proposal = ProposalFactory(request=request)
    seat = SeatFactory(person=request.guest)
    step = StepFactory(
        trip=seat.trip, kind="offer", offer=request.offer, title="Roof", nights=2, by=seat
    )
    step = Step.objects.select_related("trip").get(pk=step.pk)
    attach_request(step=step, request=request, edit=an_edit(seat))

    said = outcomes_at_once(
        lambda: agree_to_proposal(proposal=proposal, by=request.guest),
        lambda: undo_last(trip=seat.trip, key=uuid4(), by=seat),
    )

    step.refresh_from_db()
    kept = [(asking.step, asking.state) for asking in TripRequest.objects.all()]
    numbers = list(seat.trip.changes.order_by("number").values_list("number", flat=True))
    assert said[0] == "done"
    assert said[1] in {"done", "UndoneTooLateError"}
    assert Request.objects.get().state == RequestState.AGREED
    assert kept == ([(step, RequestState.AGREED)] if step.request else [])
    assert numbers == list(range(1, len(numbers) + 1))
