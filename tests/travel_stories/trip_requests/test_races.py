"""Organisers and hosts at once: a step is asked for once, and the trip misses no answer."""

from datetime import date
from uuid import uuid4

import pytest

from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import withdraw_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.hosting import UnitFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from tests.rivals import outcomes_at_once
from travel_stories.trip_requests.actions.requests import ask_host, ask_together
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords, TripRequest
from travel_stories.trips.actions.steps import change_step
from travel_stories.trips.choices import Noun, StepKind
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.time_machine(date(2027, 4, 1))]


def a_step(trip, unit=None, **changes):
    offer = (unit or UnitFactory()).stay
    given = {"kind": StepKind.OFFER, "offer": offer, "title": offer.title, "nights": 2}
    made = StepFactory(trip=trip, **(given | changes))
    return Step.objects.select_related("offer", "request", "trip").get(pk=made.pk)


def asking(step, seat, key=None):
    terms = RequestTerms(step=step, adults=4, seen=dates_of(step))
    edit = an_edit(seat, key=key or uuid4())
    return lambda: ask_host(terms=terms, words=RequestWords("May we?"), edit=edit)


def yes(request):
    proposal = request.proposals.get()
    return lambda: agree_to_proposal(proposal=proposal, by=proposal.request.host)


def numbers_of(trip):
    return list(trip.changes.order_by("number").values_list("number", flat=True))


def test_one_press_sent_four_times_at_once_asks_once():
    step = a_step(TripFactory())
    press = asking(step, SeatFactory(trip=step.trip, organiser=True), key=uuid4())

    assert outcomes_at_once(*[press] * 4) == ["done"] * 4

    assert Request.objects.count() == TripRequest.objects.count() == 1


def test_two_organisers_ask_for_one_step_and_one_request_goes_out():
    step = a_step(TripFactory())
    seats = [SeatFactory(trip=step.trip, organiser=True) for _ in range(3)]

    said = outcomes_at_once(*(asking(step, seat) for seat in seats))

    assert sorted(said) == ["AlreadyAskedError", "AlreadyAskedError", "done"]
    assert Request.objects.count() == 1


def test_two_sets_of_two_trips_want_one_house():
    contested = UnitFactory()
    sets = []
    for _ in range(2):
        trip = TripFactory()
        steps = [a_step(trip, contested), a_step(trip, day=3)]
        sets.append(
            ask_together(
                terms=[RequestTerms(step=one, adults=4, seen=dates_of(one)) for one in steps],
                words=RequestWords("May we?"),
                edit=an_edit(SeatFactory(trip=trip, organiser=True)),
            )
        )

    said = outcomes_at_once(*(yes(request) for one in sets for request in one.requests.all()))

    assert sorted(said) == ["NightsTakenError", "done", "done", "done"]
    assert Agreement.objects.count() == 2
    states = {one.state for one in TripRequest.objects.filter(request__request_set=sets[0])}
    others = {one.state for one in TripRequest.objects.filter(request__request_set=sets[1])}
    assert {RequestState.AGREED} in (states, others)
    assert RequestState.AGREED not in states & others


def test_a_host_answers_while_members_write_and_ask_for_the_same_house():
    unit, trip = UnitFactory(), TripFactory()
    camille = SeatFactory(trip=trip, organiser=True)
    first, second = a_step(trip, unit), a_step(trip, unit, day=3)
    request = asking(first, camille)().request
    zoe = SeatFactory(trip=trip)
    words = {"words": "By the river"}

    said = outcomes_at_once(
        yes(request),
        asking(second, camille),
        lambda: change_step(step=second, words=words, edit=an_edit(zoe, second)),
    )

    assert said == ["done"] * 3
    assert TripRequest.objects.get(request=request).state == RequestState.AGREED
    trip = Trip.objects.get(pk=trip.pk)
    assert numbers_of(trip) == list(range(1, trip.last_number + 1))


def test_a_yes_against_a_withdrawal_leaves_the_trip_with_the_truth():
    step = a_step(TripFactory())
    camille = SeatFactory(trip=step.trip, organiser=True)
    request = asking(step, camille)().request

    said = outcomes_at_once(
        yes(request), lambda: withdraw_request(request=request, by=camille.person)
    )

    request.refresh_from_db()
    assert sorted(said) == ["IllegalTransitionError", "done"]
    assert TripRequest.objects.get().state == request.state
    assert step.trip.changes.filter(noun=Noun.REQUEST).count() == 2
