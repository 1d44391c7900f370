"""A request that was made outside a trip becomes part of it, and may be let go again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    DeskRequestFactory,
    ProposalFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
)
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_requests.actions.attaching import (
    add_request,
    attach_request,
    begin_with_request,
    restore_agreed_dates,
)
from travel_stories.trip_requests.errors.additions import (
    AttachedAlreadyError,
    RequestEndedError,
    RequestNotForStepError,
    SeveralStepsError,
    TripTooShortForStayError,
)
from travel_stories.trip_requests.errors.requests import AgreedOutsideTripError, NothingAgreedError
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.attachable import (
    attachable_requests,
    link_of_request,
    requests_by_step,
)
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import change_step, move_step, remove_step
from travel_stories.trips.actions.trips import delete_trip
from travel_stories.trips.choices import MemberRole, Noun
from travel_stories.trips.errors.plans import AgreedSinceError, PartGoneError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.histories import sentence_of
from travel_stories.trips.states import TripState
from travel_stories.trips.templatetags.trips import agreed_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def a_request(**given):
    """For the first two nights of the trip."""
    return RequestFactory(check_in=date(2027, 5, 3), check_out=date(2027, 5, 5), **given)


def a_seat(request, **given):
    return SeatFactory(person=request.guest, **given)


def a_step(seat, request, **given):
    given = {"nights": 2, "title": "Roof", "kind": "offer", "offer": request.offer} | given
    made = StepFactory(trip=seat.trip, **given)
    return Step.objects.select_related("offer", "request", "trip").get(pk=made.pk)


def test_attach_request_links_its_agreement_and_numbers_changes():
    agreement = AgreementFactory(request=a_request(state=RequestState.AGREED))
    seat = a_seat(agreement.request)
    step = a_step(seat, agreement.request)

    asking = attach_request(step=step, request=agreement.request, edit=an_edit(seat))

    step.refresh_from_db()
    change = seat.trip.changes.first()
    assert (step.request, asking.step, asking.state) == (agreement.request, step, "agreed")
    assert (change.verb, change.by, change.number) == (Verb.ATTACHED, seat, asking.version)
    assert sentence_of(change) == (
        f"{seat.name} attached an earlier request: “{agreement.request.offer.title}”"
    )


def test_attach_request_fills_the_step_with_what_was_agreed():
    early = SessionFactory()
    late = SessionFactory(
        activity=early.activity,
        starts_at=early.starts_at + timedelta(hours=5),
        ends_at=early.ends_at + timedelta(hours=6),
    )
    request = SessionRequestFactory(session=late, state=RequestState.AGREED)
    AgreementFactory(request=request)
    seat = a_seat(request, trip=TripFactory(starts_on=early.starts_at.date()))
    step = a_step(seat, request, nights=None, session=early, day=1)

    attach_request(step=step, request=request, edit=an_edit(seat))

    filled = Step.objects.get(pk=step.pk)
    hour = late.starts_at.astimezone(time_zone_of(request.offer)).time()
    minutes = int((late.ends_at - late.starts_at) / timedelta(minutes=1))
    assert (filled.session, filled.at, filled.minutes) == (late, hour, minutes)
    assert seat.trip.changes.first().verb == Verb.ATTACHED
    undo_last(trip=seat.trip, key=uuid4(), by=seat)
    assert not TripRequest.objects.exists()


def test_add_request_returns_a_step_with_the_hour_of_its_agreement():
    request = SessionRequestFactory(state=RequestState.AGREED)
    agreement = AgreementFactory(request=request)
    seat = a_seat(request, trip=TripFactory(starts_on=agreement.starts_at.date()))

    step = add_request(request=request, seat=seat, key=uuid4())

    assert step.at == agreement.starts_at.astimezone(time_zone_of(request.offer)).time()


def test_attach_request_twice_is_one_change():
    request = a_request()
    seat = a_seat(request)
    step, edit = a_step(seat, request), an_edit(seat)

    askings = {attach_request(step=step, request=request, edit=edit).pk for _press in range(2)}

    assert len(askings) == seat.trip.changes.filter(verb=Verb.ATTACHED).count() == 1


def test_undo_last_lets_the_request_go_and_it_can_be_attached_again():
    request = a_request()
    seat = a_seat(request)
    step = a_step(seat, request)
    attach_request(step=step, request=request, edit=an_edit(seat))

    change = undo_last(trip=seat.trip, key=uuid4(), by=seat)

    step.refresh_from_db()
    assert (step.request, TripRequest.objects.count()) == (None, 0)
    assert sentence_of(change) == f"{seat.name} undid a change to “{request.offer.title}”"
    assert attach_request(step=step, request=request, edit=an_edit(seat)).step == step


def test_a_press_that_is_sent_again_after_an_undo_attaches_nothing():
    request = a_request()
    seat, key = a_seat(request), uuid4()
    step, edit = a_step(seat, request), an_edit(seat)
    attach_request(step=step, request=request, edit=edit)
    undo_last(trip=seat.trip, key=uuid4(), by=seat)
    add_request(request=request, seat=seat, key=key)
    undo_last(trip=seat.trip, key=uuid4(), by=seat)

    again = attach_request(step=step, request=request, edit=edit)
    added = add_request(request=request, seat=seat, key=key)

    assert (again, added, TripRequest.objects.count()) == (None, step, 0)


def test_a_trip_follows_a_request_that_was_attached():
    request = a_request()
    proposal = ProposalFactory(request=request, check_in=request.check_in)
    seat = a_seat(request)
    step = a_step(seat, request)
    attach_request(step=step, request=request, edit=an_edit(seat))

    agree_to_proposal(proposal=proposal, by=request.guest)

    assert TripRequest.objects.get(step=step).state == RequestState.AGREED


def test_a_request_that_was_let_go_is_followed_no_more():
    request = a_request()
    proposal = ProposalFactory(request=request)
    seat = a_seat(request)
    attach_request(step=a_step(seat, request), request=request, edit=an_edit(seat))
    undo_last(trip=seat.trip, key=uuid4(), by=seat)

    agree_to_proposal(proposal=proposal, by=request.guest)

    assert not TripRequest.objects.exists()


@pytest.mark.parametrize("role", [MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE])
def test_attach_request_is_for_whoever_plans(role):
    request = a_request()
    seat = a_seat(request, role=role)

    attach_request(step=a_step(seat, request), request=request, edit=an_edit(seat))

    assert TripRequest.objects.get().by == seat


def test_attach_request_is_denied_to_observers_and_non_guests():
    request = a_request()
    step = a_step(a_seat(request), request)
    trip = step.trip
    others = [
        SeatFactory(trip=trip, organiser=True),
        SeatFactory(trip=trip, person=request.host),
        SeatFactory(trip=trip, guest=True),
        SeatFactory(trip=trip, observer=True),
        SeatFactory(person=UserFactory()),
    ]

    for seat in others:
        with pytest.raises(PermissionDenied):
            attach_request(step=step, request=request, edit=an_edit(seat))

    assert not TripRequest.objects.exists()


@pytest.mark.parametrize("role", [MemberRole.OBSERVER, MemberRole.PAYER])
def test_attach_request_is_denied_to_its_guest_who_only_looks(role):
    request = a_request()
    seat = a_seat(request, role=role)

    with pytest.raises(PermissionDenied):
        attach_request(step=a_step(seat, request), request=request, edit=an_edit(seat))


@pytest.mark.parametrize(
    ("asked", "planned", "refusal"),
    [
        pytest.param({"state": RequestState.DECLINED}, {}, RequestEndedError, id="ended"),
        pytest.param({"state": RequestState.WITHDRAWN}, {}, RequestEndedError, id="withdrawn"),
        pytest.param({}, {"nights": 3}, RequestNotForStepError, id="other-nights"),
        pytest.param({}, {"day": 2}, RequestNotForStepError, id="other-day"),
        pytest.param({}, {"day": None}, RequestNotForStepError, id="no-day"),
        pytest.param({}, {"offer": None}, RequestNotForStepError, id="other-offer"),
    ],
)
def test_attach_request_refuses_what_does_not_fit(asked, planned, refusal):
    request = a_request(**asked)
    seat = a_seat(request)
    step = a_step(seat, request, **planned)

    with pytest.raises(refusal):
        attach_request(step=step, request=request, edit=an_edit(seat))

    assert not TripRequest.objects.exists()


def test_attach_request_refuses_a_second_trip_and_a_second_request():
    first = a_request()
    second = a_request(unit=first.unit, guest=first.guest)
    seat, elsewhere = a_seat(first), a_seat(first)
    step = a_step(seat, first)
    attach_request(step=step, request=first, edit=an_edit(seat))

    with pytest.raises(AttachedAlreadyError):
        attach_request(step=a_step(elsewhere, first), request=first, edit=an_edit(elsewhere))
    with pytest.raises(AlreadyAskedError):
        attach_request(step=step, request=second, edit=an_edit(seat))


def test_a_request_in_a_deleted_trip_can_go_into_another():
    request = a_request()
    seat = a_seat(request, organiser=True)
    first = a_step(seat, request)
    attach_request(step=first, request=request, edit=an_edit(seat))
    delete_trip(trip=seat.trip, by=seat)
    between = link_of_request(request, request.guest)
    free = list(attachable_requests(request.guest))

    step = add_request(request=request, seat=a_seat(request), key=uuid4())

    first.refresh_from_db()
    assert (str(between.label), free) == ("Add to a trip", [request])
    assert (first.request, step.request) == (None, request)
    assert [asking.step for asking in TripRequest.objects.all()] == [step]


def test_attach_request_refuses_a_step_taken_out_and_a_trip_that_is_over():
    request = a_request()
    seat = a_seat(request)
    step = a_step(seat, request)
    remove_step(step=step, edit=an_edit(seat, step))
    over = a_seat(request, trip=TripFactory(state=TripState.TRAVELLED))

    with pytest.raises(PartGoneError):
        attach_request(step=step, request=request, edit=an_edit(seat))
    with pytest.raises(TripOverError):
        attach_request(step=a_step(over, request), request=request, edit=an_edit(over))


def test_add_request_takes_the_step_that_it_fits():
    request = a_request()
    seat = a_seat(request)
    step = a_step(seat, request)

    added = add_request(request=request, seat=seat, key=uuid4())

    assert (added, seat.trip.steps.count()) == (step, 1)


def test_add_request_makes_a_step_with_its_nights_and_a_second_press_none():
    request = a_request()
    seat, key = a_seat(request), uuid4()

    steps = {add_request(request=request, seat=seat, key=key).pk for _press in range(2)}

    step = seat.trip.steps.get()
    assert steps == {step.pk}
    assert (step.day, step.nights, step.offer, step.request) == (1, 2, request.offer, request)


@pytest.mark.parametrize(
    ("planned", "filled"),
    [
        ({"day": 1, "nights": 1}, (1, 2)),
        ({"day": 2, "nights": 3}, (1, 2)),
        ({"day": 3, "nights": 2}, (1, 2)),
        ({"day": None, "nights": 1}, (1, 2)),
    ],
)
@pytest.mark.parametrize("state", [RequestState.SENT, RequestState.AGREED])
def test_add_request_dates_a_touching_step(state, planned, filled):
    request = a_request(state=state)
    if state == RequestState.AGREED:
        AgreementFactory(request=request)
    seat = a_seat(request)
    step = a_step(seat, request, **planned)

    added = add_request(request=request, seat=seat, key=uuid4())

    assert (added.pk, added.day, added.nights) == (step.pk, *filled)
    assert (seat.trip.steps.get(), seat.trip.steps.get().request) == (step, request)


def test_add_request_leaves_a_step_of_its_offer_with_quite_other_nights():
    request = a_request()
    seat = a_seat(request)
    step = a_step(seat, request, day=4, nights=1)

    added = add_request(request=request, seat=seat, key=uuid4())

    assert (added.day, added.nights) == (1, 2)
    assert set(seat.trip.steps.all()) == {step, added}


def test_add_request_asks_which_of_several_steps_it_is_for():
    request = a_request()
    seat = a_seat(request)
    first = a_step(seat, request, day=1, nights=1)
    second = a_step(seat, request, day=2, nights=1)
    other = a_step(seat, request, day=4, nights=1)

    for chosen in (None, other):
        with pytest.raises(SeveralStepsError):
            add_request(request=request, seat=seat, key=uuid4(), step=chosen)
    added = add_request(request=request, seat=seat, key=uuid4(), step=second)

    first.refresh_from_db()
    assert (added, first.request, seat.trip.steps.count()) == (second, None, 3)


def test_add_request_asks_before_a_taken_step_lengthens_a_trip():
    request = a_request()
    seat = a_seat(request, organiser=True, trip=TripFactory(days=2))
    step = a_step(seat, request, day=1, nights=1)

    with pytest.raises(TripTooShortForStayError):
        add_request(request=request, seat=seat, key=uuid4())
    added = add_request(request=request, seat=seat, key=uuid4(), accepted_days=3)

    seat.trip.refresh_from_db()
    assert (added, added.nights, seat.trip.days) == (step, 2, 3)


def agreed_step(**planned):
    """A step of the first two nights, asked by its organiser, to which the host has agreed."""
    request = a_request()
    seat = a_seat(request, organiser=True)
    step = a_step(seat, request, **planned)
    add_request(request=request, seat=seat, key=uuid4())
    dates = {"check_in": request.check_in, "check_out": request.check_out}
    proposal = ProposalFactory(request=request, **dates)
    agree_to_proposal(proposal=proposal, by=request.guest)
    return Step.objects.select_related("trip", "request").get(pk=step.pk), seat


def test_what_an_agreement_set_is_no_change_of_a_member():
    step, seat = agreed_step(at=None)

    newest = seat.trip.changes.filter(noun=Noun.STEP).first()

    assert step.at is not None
    assert newest.is_agreed
    assert sentence_of(newest) == "The agreement with the host updated “Roof”"
    assert newest not in seat.trip.changes.undoable()


def test_undo_last_leaves_an_agreed_step_as_agreed():
    step, seat = agreed_step(nights=1)
    change_step(step=step, words={"words": "Bring bread"}, edit=an_edit(seat, step))
    undo_last(trip=seat.trip, key=uuid4(), by=seat)
    moved = move_step(step=step, day=2, after=None, edit=an_edit(seat, based_on=99))

    with pytest.raises(AgreedSinceError):
        undo_last(trip=seat.trip, key=uuid4(), by=seat)

    step.refresh_from_db()
    assert (step.day, step.words) == (moved.day, "")


def test_restore_agreed_dates_puts_the_step_back_to_day_and_nights():
    step, seat = agreed_step()
    change_step(step=step, words={"nights": 1}, edit=an_edit(seat, step))
    move_step(step=step, day=3, after=None, edit=an_edit(seat, based_on=99))

    restored = restore_agreed_dates(step=step, edit=an_edit(seat))

    assert (restored.day, restored.nights) == (1, 2)


def test_restore_agreed_dates_puts_a_workspace_back_to_its_first_day():
    request = DeskRequestFactory(state=RequestState.AGREED)
    AgreementFactory(request=request)
    seat = a_seat(request, organiser=True)
    step = a_step(seat, request, nights=None)
    add_request(request=request, seat=seat, key=uuid4())
    move_step(step=step, day=3, after=None, edit=an_edit(seat, based_on=99))
    moved = Step.objects.select_related("trip", "offer", "request").get(pk=step.pk)

    restored = restore_agreed_dates(step=moved, edit=an_edit(seat))

    assert agreed_otherwise(moved)
    assert (restored.day, restored.nights, agreed_otherwise(restored)) == (1, None, "")


def test_requests_by_step_finds_half_days_on_several_days():
    request = DeskRequestFactory()
    seat = a_seat(request)
    step = a_step(seat, request, nights=None)

    assert requests_by_step(seat, [step]) == {step.pk: request}


def test_restore_agreed_dates_needs_an_agreement_in_the_trip():
    step, seat = agreed_step()
    Trip.objects.update(starts_on=date(2027, 5, 20))
    observer = SeatFactory(trip=seat.trip, role=MemberRole.OBSERVER)

    with pytest.raises(AgreedOutsideTripError):
        restore_agreed_dates(step=step, edit=an_edit(seat))
    with pytest.raises(NothingAgreedError):
        restore_agreed_dates(step=StepFactory(trip=seat.trip), edit=an_edit(seat))
    with pytest.raises(PermissionDenied):
        restore_agreed_dates(step=step, edit=an_edit(observer))


def test_add_request_for_a_session_stands_on_its_day():
    request = SessionRequestFactory()
    first = request.session.starts_at.date()
    seat = a_seat(request, trip=TripFactory(starts_on=first))

    step = add_request(request=request, seat=seat, key=uuid4())

    assert (step.day, step.nights, step.session) == (1, None, request.session)


def test_begin_with_request_is_as_long_as_the_stay():
    request = a_request(adults=2, children=1)

    step = begin_with_request(request=request, key=uuid4(), by=request.guest)

    trip = Trip.objects.get()
    assert (step.trip, trip.starts_on, trip.days) == (trip, date(2027, 5, 3), 3)
    assert (trip.adults, trip.children, step.request) == (2, 1, request)


def test_begin_with_request_is_denied_to_its_host():
    request = a_request()

    with pytest.raises(PermissionDenied):
        begin_with_request(request=request, key=uuid4(), by=request.host)

    assert not Trip.objects.exists()


def test_requests_by_step_are_those_of_the_reader_that_fit(count_queries):
    request = a_request()
    seat = a_seat(request)
    step = a_step(seat, request)
    for other in (a_request(unit=request.unit), a_request(guest=request.guest)):
        a_step(seat, other, nights=1)
    RequestFactory(unit=request.unit, guest=request.guest, state=RequestState.DECLINED)
    host = SeatFactory(trip=seat.trip, person=request.host)
    steps = list(seat.trip.steps.select_related("offer", "request"))
    for one in steps:
        one.trip = seat.trip

    found = requests_by_step(seat, steps)

    assert found == {step.pk: request}
    assert requests_by_step(host, steps) == {}
    assert count_queries(lambda: requests_by_step(seat, steps)) == 2


def test_requests_by_step_ask_nothing_where_no_step_has_an_offer(count_queries):
    seat = SeatFactory()
    StepFactory(trip=seat.trip)
    steps = list(seat.trip.steps.all())

    assert count_queries(lambda: requests_by_step(seat, steps)) == 0


def test_one_undo_takes_back_all_that_came_with_a_request():
    agreement = AgreementFactory(request=a_request(state=RequestState.AGREED))
    trip = TripFactory(starts_on=date(2027, 5, 3), days=1)
    seat = a_seat(agreement.request, trip=trip, organiser=True)
    add_request(request=agreement.request, seat=seat, key=uuid4(), accepted_days=3)
    longer = Trip.objects.get().days

    undo_last(trip=seat.trip, key=uuid4(), by=seat)

    trip = Trip.objects.get()
    assert (longer, trip.days) == (3, 1)
    assert not TripRequest.objects.exists()
    assert not Step.objects.present().exists()
    numbers = sorted(trip.changes.values_list("number", flat=True))
    assert numbers == list(range(1, trip.last_number + 1))


def test_undo_of_a_request_leaves_what_somebody_built_on():
    request = a_request(state=RequestState.AGREED)
    AgreementFactory(request=request)
    seat = a_seat(request, trip=TripFactory(starts_on=date(2027, 5, 3), days=5))
    step = add_request(request=request, seat=seat, key=uuid4())
    zoe = SeatFactory(trip=seat.trip)
    change_step(step=step, words={"words": "Bring bread"}, edit=an_edit(zoe, based_on=99))

    undo_last(trip=seat.trip, key=uuid4(), by=seat)

    kept = Step.objects.present().get()
    assert (kept.request, kept.words) == (None, "Bring bread")
    assert not TripRequest.objects.exists()
