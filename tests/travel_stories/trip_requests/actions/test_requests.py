"""From the plan to the host: what is asked, what the trip remembers, and how it follows."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.values.dates import DateRange
from hosting.calendars.errors import SeatsTakenError
from hosting.offers.actions.offers import withdraw_offer
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import consider_request, decline_request, withdraw_request
from hosting.requests.errors import (
    OfferClosedError,
    OutOfSeasonError,
    OwnOfferError,
    PartyTooLargeError,
    RequestInSetRefusedError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import ProposedTerms, Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    NeedFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.organisations import MandateFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_requests.actions.offers import put_offer
from travel_stories.trip_requests.actions.requests import ask_host, ask_together
from travel_stories.trip_requests.errors.requests import (
    NobodyToAskError,
    StepMovedError,
    StepUndatedError,
)
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords, TripRequest
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import change_step, move_step, remove_step
from travel_stories.trips.actions.trips import cancel_trip, delete_trip, forget_trip
from travel_stories.trips.choices import MemberRole, Noun, StepKind
from travel_stories.trips.errors.plans import NothingToUndoError, PartGoneError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.histories import sentence_of
from travel_stories.trips.selectors.nights import dates_of
from travel_stories.trips.states import TripState

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

HELLO = RequestWords(message="May we?")


def a_step(trip=None, offer=None, **changes):
    """Two nights at a stay that sleeps four, from the first day of the trip."""
    offer = offer or UnitFactory().stay
    step = StepFactory(
        trip=trip or TripFactory(),
        by=None,
        **({"kind": StepKind.OFFER, "offer": offer, "title": offer.title, "nights": 2} | changes),
    )
    return Step.objects.select_related("offer", "request", "session", "trip").get(pk=step.pk)


def terms_for(step, **changes):
    return RequestTerms(**({"step": step, "adults": 4, "seen": dates_of(step)} | changes))


def ask(step, seat=None, key=None, words=HELLO, **changes):
    seat = seat or SeatFactory(trip=step.trip, organiser=True)
    edit = an_edit(seat, key=key or uuid4())
    return ask_host(terms=terms_for(step, **changes), words=words, edit=edit)


def together(*steps, seat=None, key=None):
    seat = seat or SeatFactory(trip=steps[0].trip, organiser=True)
    return ask_together(
        terms=[terms_for(step) for step in steps],
        words=HELLO,
        edit=an_edit(seat, key=key or uuid4()),
    )


def say_yes(request):
    return agree_to_proposal(proposal=request.proposals.last(), by=request.host)


def told(person):
    return [notice.template.split("/")[-1] for notice in Notice.objects.filter(recipient=person)]


def history(trip):
    return [sentence_of(change) for change in trip.changes.filter(noun=Noun.REQUEST)][::-1]


def test_ask_host_sends_the_dates_people_and_needs_of_the_step():
    step = a_step(day=2)
    camille = SeatFactory(trip=step.trip, organiser=True, name="Camille")
    cot, rate = NeedFactory(), RateFactory(offer=step.offer.specific)

    asking = ask(
        step, camille, adults=3, children=1, rate=rate, words=RequestWords("May we?", needs=[cot])
    )

    request = asking.request
    assert (request.guest, request.host) == (camille.person, step.offer.host)
    assert request.dates == DateRange(date(2027, 5, 4), date(2027, 5, 6))
    assert (request.adults, request.children, request.rate_label) == (3, 1, "For anyone")
    assert list(request.needs.all()) == [cot]
    assert [message.body for message in request.thread.messages.all()] == ["May we?"]
    step.refresh_from_db()
    assert step.request == request
    assert history(step.trip) == [f"Camille sent a request: “{step.offer.title}”"]


def test_ask_host_tells_the_others_and_keeps_what_is_said():
    step = a_step()
    camille = SeatFactory(trip=step.trip, organiser=True)
    zoe = SeatFactory(trip=step.trip)
    SeatFactory(trip=step.trip, guest=True)

    ask(step, camille)

    assert told(zoe.person) == ["host_asked.txt"]
    assert told(camille.person) == []
    assert not Request.objects.visible_to(zoe.person).exists()


def test_a_double_press_asks_once():
    step, key = a_step(), uuid4()
    camille = SeatFactory(trip=step.trip, organiser=True)

    once, again = ask(step, camille, key=key), ask(step, camille, key=key)

    assert once == again
    assert Request.objects.count() == TripRequest.objects.count() == 1
    assert step.trip.changes.filter(noun=Noun.REQUEST).count() == 1


@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"role": MemberRole.CHAPERONE},
        {"payer": True},
        {"observer": True},
        {"organiser": True, "guest": True},
        {"organiser": True, "left": True},
    ],
)
def test_only_an_organiser_with_an_account_asks(traits):
    step = a_step()

    with pytest.raises(PermissionDenied):
        ask(step, SeatFactory(trip=step.trip, **traits))

    assert not Request.objects.exists()


def test_an_address_that_never_answered_asks_nobody():
    step = a_step()

    with pytest.raises(PermissionDenied):
        ask(step, SeatFactory(trip=step.trip, organiser=True, person=UserFactory(unverified=True)))


def test_somebody_of_another_trip_asks_nothing_here():
    with pytest.raises(PermissionDenied):
        ask(a_step(), SeatFactory(organiser=True))


def test_nobody_asks_themselves():
    step = a_step()

    with pytest.raises(OwnOfferError):
        ask(step, SeatFactory(trip=step.trip, organiser=True, person=step.offer.host))


def test_an_offer_that_was_withdrawn_is_refused_and_nothing_is_noted():
    step = a_step()
    withdraw_offer(offer=step.offer.specific, by=step.offer.host)

    with pytest.raises(OfferClosedError):
        ask(step)

    assert not TripRequest.objects.exists()
    step.refresh_from_db()
    assert step.request is None


def test_a_closed_season_is_refused():
    with pytest.raises(OutOfSeasonError):
        ask(a_step(offer=UnitFactory(stay__season_from=7, stay__season_until=8).stay))


def test_a_full_session_is_refused():
    session = SessionFactory(seats=3)
    step = a_step(offer=session.activity, session=session, nights=None, day=2)

    with pytest.raises(SeatsTakenError):
        ask(step, session=session)


def test_too_many_people_are_refused():
    with pytest.raises(PartyTooLargeError):
        ask(a_step(), adults=5)


@pytest.mark.parametrize("changes", [{"offer": None}, {"offer": "tip"}])
def test_where_nobody_can_be_asked_nobody_is(changes):
    offer = TipFactory() if changes["offer"] == "tip" else None
    step = a_step()
    Step.objects.update(offer=offer)
    step.refresh_from_db()

    with pytest.raises(NobodyToAskError):
        ask(step)


@pytest.mark.parametrize("changes", [{"nights": None}, {"day": None}])
def test_a_stay_needs_a_day_and_nights(changes):
    with pytest.raises(StepUndatedError):
        ask(a_step(**changes))


def test_a_trip_without_dates_asks_for_no_night():
    with pytest.raises(StepUndatedError):
        ask(a_step(trip=TripFactory(starts_on=None)))


def test_a_product_needs_no_date():
    asking = ask(a_step(offer=ProductFactory(), nights=None, day=None))

    assert asking.request.dates is None


def test_a_step_that_moved_since_the_page_was_read_is_not_asked_for():
    step = a_step()
    seat = SeatFactory(trip=step.trip, organiser=True)
    seen = dates_of(step)
    move_step(step=step, day=3, after=None, edit=an_edit(seat, based_on=step.placed))
    step.refresh_from_db()

    with pytest.raises(StepMovedError):
        ask(step, seat, seen=seen)

    assert not Request.objects.exists()


def test_a_step_that_was_taken_out_is_not_asked_for():
    step = a_step()
    Step.objects.update(removed_at=timezone.now())

    with pytest.raises(PartGoneError):
        ask(step)

    assert not Request.objects.exists()


def test_a_step_is_asked_for_once_while_something_may_come_of_it():
    step = a_step()
    asking = ask(step)

    with pytest.raises(AlreadyAskedError):
        ask(step)

    decline_request(request=asking.request, by=asking.request.host)
    again = ask(step)
    step.refresh_from_db()
    assert step.request == again.request


def test_a_trip_that_is_over_asks_nobody():
    with pytest.raises(TripOverError):
        ask(a_step(trip=TripFactory(state=TripState.CANCELLED)))


def test_every_answer_stands_in_the_history():
    step = a_step()
    asking = ask(step, SeatFactory(trip=step.trip, organiser=True, name="Camille"))
    title = step.offer.title

    consider_request(request=asking.request, by=asking.request.host)
    decline_request(request=asking.request, by=asking.request.host)

    assert history(step.trip) == [
        f"Camille sent a request: “{title}”",
        f"“{title}”: Under consideration",
        f"“{title}”: Declined",
    ]
    asking.refresh_from_db()
    assert asking.state == RequestState.DECLINED


def test_a_request_can_t_be_undone():
    step = a_step()
    seat = SeatFactory(trip=step.trip, organiser=True)
    ask(step, seat)

    with pytest.raises(NothingToUndoError):
        undo_last(trip=step.trip, key=uuid4(), by=seat)


def test_an_agreement_fills_the_step():
    unit = UnitFactory(stay__arrival_from=time(17))
    step = a_step(offer=unit.stay)
    asking = ask(step)
    other = ProposedTerms(
        adults=4, children=0, total=200, dates=DateRange(date(2027, 5, 5), date(2027, 5, 8))
    )
    proposal = propose_terms(request=asking.request, terms=other, by=asking.request.host)

    agree_to_proposal(proposal=proposal, by=asking.request.guest)

    step.refresh_from_db()
    assert (step.day, step.nights, step.at) == (3, 3, time(17))
    verbs = step.trip.changes.filter(noun=Noun.STEP).values_list("verb", flat=True)
    assert list(verbs[:2]) == [Verb.MOVED, Verb.CHANGED]


def test_an_agreement_keeps_the_hour_that_somebody_wrote():
    step = a_step(at=time(21))

    say_yes(ask(step).request)

    step.refresh_from_db()
    assert (step.at, step.nights, step.day) == (time(21), 2, 1)
    assert not step.trip.changes.filter(noun=Noun.STEP).exclude(verb=Verb.ADDED).exists()


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Paris", 14), ("Europe/London", 13)])
def test_an_agreement_about_a_session_brings_its_hour(zone, hour):
    session = SessionFactory(activity__place__locality__timezone=zone)
    step = a_step(offer=session.activity, nights=None, day=1)

    say_yes(ask(step, session=session, adults=2).request)

    step.refresh_from_db()
    assert (step.session, step.day, step.at, step.minutes) == (session, 2, time(hour), 120)


def test_dates_outside_the_trip_leave_the_step_where_it_is():
    step = a_step()
    asking = ask(step)
    terms = ProposedTerms(
        adults=4, children=0, total=80, dates=DateRange(date(2027, 6, 1), date(2027, 6, 3))
    )
    proposal = propose_terms(request=asking.request, terms=terms, by=asking.request.host)

    agree_to_proposal(proposal=proposal, by=asking.request.guest)

    step.refresh_from_db()
    assert step.day == 1


def test_members_hear_of_the_agreement_and_of_its_end():
    step = a_step()
    zoe = SeatFactory(trip=step.trip)
    asking = ask(step)

    say_yes(asking.request)
    cancel_agreement(agreement=asking.request.agreement, by=asking.request.host)

    assert told(zoe.person) == ["host_asked.txt", "host_agreed.txt", "host_lost.txt"]
    step.refresh_from_db()
    assert (step.request.state, step.stands) == (RequestState.CANCELLED, False)


def test_members_hear_for_which_organisation_a_host_was_asked():
    step = a_step()
    zoe = SeatFactory(trip=step.trip)
    mandate = MandateFactory(organisation__name="CSE du Bief")
    seat = SeatFactory(trip=step.trip, organiser=True, person=mandate.person)

    asking = ask(step, seat, words=replace(HELLO, on_behalf_of=mandate.organisation))
    say_yes(asking.request)

    told_of = Notice.objects.filter(recipient=zoe.person).values_list(
        "data__organisation", flat=True
    )
    assert list(told_of) == ["CSE du Bief"] * 2


def test_a_host_who_travels_along_hears_of_it_from_hosting_alone():
    step = a_step()
    along = SeatFactory(trip=step.trip, person=step.offer.host)

    say_yes(ask(step).request)

    assert told(along.person) == ["request_sent.txt", "agreement_made.txt"]


def test_ask_together_makes_one_set_of_all():
    trip = TripFactory()
    steps = [a_step(trip), a_step(trip, day=3)]
    zoe, key = SeatFactory(trip=trip), uuid4()
    camille = SeatFactory(trip=trip, organiser=True)

    made = together(*steps, seat=camille, key=key)
    again = together(*steps, seat=camille, key=key)

    assert made == again
    assert [one.step for one in TripRequest.objects.order_by("pk")] == steps
    assert {one.request.request_set for one in TripRequest.objects.all()} == {made}
    assert told(zoe.person) == ["host_asked.txt"]


def test_ask_together_asks_nobody_where_one_host_can_t():
    trip = TripFactory()
    steps = [a_step(trip), a_step(trip, offer=UnitFactory(sleeps=2).stay, day=3)]

    with pytest.raises(RequestInSetRefusedError):
        together(*steps)

    assert not TripRequest.objects.exists()


@pytest.mark.parametrize("traits", [{}, {"organiser": True, "guest": True}])
def test_ask_together_is_for_organisers_with_an_account(traits):
    trip = TripFactory()
    steps = [a_step(trip), a_step(trip, day=3)]

    with pytest.raises(PermissionDenied):
        together(*steps, seat=SeatFactory(trip=trip, **traits))


def test_the_last_yes_fills_all_steps_and_members_hear_once():
    trip = TripFactory()
    steps = [a_step(trip), a_step(trip, day=3)]
    zoe = SeatFactory(trip=trip)
    made = together(*steps)

    for request in made.requests.all():
        say_yes(request)

    assert {step.request.state for step in trip.steps.all()} == {RequestState.AGREED}
    assert {one.state for one in trip.requests.all()} == {RequestState.AGREED}
    assert told(zoe.person) == ["host_asked.txt", "host_agreed.txt"]


def test_one_no_frees_all_steps_and_members_hear_once():
    trip = TripFactory()
    steps = [a_step(trip), a_step(trip, day=3)]
    zoe = SeatFactory(trip=trip)
    first, second = together(*steps).requests.order_by("pk")
    say_yes(first)

    decline_request(request=second, by=second.host)

    states = [step.request.state for step in trip.steps.order_by("pk")]
    assert states == [RequestState.RELEASED, RequestState.DECLINED]
    assert [step.stands for step in trip.steps.all()] == [False, False]
    assert told(zoe.person) == ["host_asked.txt", "host_lost.txt"]


def test_who_left_keeps_the_request_and_the_trip_follows_it():
    step = a_step()
    SeatFactory(trip=step.trip, organiser=True)
    camille = SeatFactory(trip=step.trip, organiser=True)
    asking = ask(step, camille)
    leave_trip(trip=step.trip, by=camille)

    say_yes(asking.request)

    step.refresh_from_db()
    assert step.request.state == RequestState.AGREED
    assert Agreement.objects.get().guest == camille.person


def test_whoever_closes_the_account_takes_the_request_along():
    step = a_step()
    zoe = SeatFactory(trip=step.trip, organiser=True)
    camille = SeatFactory(trip=step.trip, organiser=True)
    ask(step, camille)

    close_account(person=camille.person, by=camille.person)

    step.refresh_from_db()
    assert step.request.state == RequestState.WITHDRAWN
    assert told(zoe.person) == ["host_asked.txt", "host_lost.txt"]


def test_a_host_who_closes_the_account_marks_the_step():
    step = a_step()
    asking = ask(step)
    say_yes(asking.request)

    close_account(person=step.offer.host, by=step.offer.host)

    step.refresh_from_db()
    assert step.request.state == RequestState.CANCELLED


def test_a_trip_that_was_called_off_still_follows_its_requests():
    step = a_step()
    camille = SeatFactory(trip=step.trip, organiser=True)
    asking = ask(step, camille)
    cancel_trip(trip=step.trip, by=camille)

    withdraw_request(request=asking.request, by=camille.person)

    asking.refresh_from_db()
    assert asking.state == RequestState.WITHDRAWN


def test_a_deleted_and_forgotten_trip_leaves_the_request_to_the_two():
    step = a_step()
    camille = SeatFactory(trip=step.trip, organiser=True)
    asking = ask(step, camille)
    trip = delete_trip(trip=step.trip, by=camille)

    consider_request(request=asking.request, by=asking.request.host)
    forget_trip(trip=trip, by=SYSTEM)

    assert Request.objects.get().state == RequestState.TENTATIVE
    assert not Trip.objects.exists()


def test_the_offer_of_a_step_stays_while_its_host_is_asked():
    step, other = a_step(), UnitFactory().stay
    camille = SeatFactory(trip=step.trip, organiser=True)
    ask(step, camille)
    step.refresh_from_db()

    for deed in (
        lambda: change_step(step=step, words={"offer": other}, edit=an_edit(camille, step)),
        lambda: put_offer(step=step, offer=other, edit=an_edit(camille, step)),
    ):
        with pytest.raises(AlreadyAskedError):
            deed()


def test_put_offer_makes_a_wish_an_offer_and_can_be_undone():
    step, other = StepFactory(kind=StepKind.WISH), UnitFactory().stay
    camille = SeatFactory(trip=step.trip, organiser=True)

    put_offer(step=step, offer=other, edit=an_edit(camille, step))
    step.refresh_from_db()
    assert (step.kind, step.offer_id, step.title) == (StepKind.OFFER, other.pk, other.title)

    undo_last(trip=step.trip, key=uuid4(), by=camille)
    step.refresh_from_db()
    assert step.kind == StepKind.WISH


def test_put_offer_pressed_twice_is_one_change():
    step, other = StepFactory(kind=StepKind.WISH), UnitFactory().stay
    edit = an_edit(SeatFactory(trip=step.trip, organiser=True), step)

    for _press in range(2):
        put_offer(step=step, offer=other, edit=edit)

    assert Change.objects.filter(trip=step.trip, key=edit.key).count() == 1


def test_put_offer_refuses_a_step_that_has_gone():
    step, other = StepFactory(kind=StepKind.WISH), UnitFactory().stay
    camille = SeatFactory(trip=step.trip, organiser=True)
    remove_step(step=step, edit=an_edit(camille, step))
    step.refresh_from_db()

    with pytest.raises(PartGoneError):
        put_offer(step=step, offer=other, edit=an_edit(camille, step))


def test_an_undo_doesn_t_take_the_offer_from_under_a_request():
    step, other = a_step(), UnitFactory().stay
    camille = SeatFactory(trip=step.trip, organiser=True)
    put_offer(step=step, offer=other, edit=an_edit(camille, step))
    step = Step.objects.select_related("offer", "request", "trip").get(pk=step.pk)
    ask(step, camille)

    with pytest.raises(AlreadyAskedError):
        undo_last(trip=step.trip, key=uuid4(), by=camille)

    step.refresh_from_db()
    assert (step.offer_id, step.stands) == (other.pk, True)


def test_another_offer_forgets_the_request_that_came_to_nothing():
    step, other = a_step(), UnitFactory().stay
    camille = SeatFactory(trip=step.trip, organiser=True)
    asking = ask(step, camille)
    decline_request(request=asking.request, by=asking.request.host)
    step.refresh_from_db()

    change_step(step=step, words={"offer": other}, edit=an_edit(camille, step))

    step.refresh_from_db()
    assert step.request is None
    assert TripRequest.objects.get().state == RequestState.DECLINED


@pytest.mark.parametrize("traits", [{"payer": True}, {"observer": True}, {"left": True}])
def test_put_offer_is_for_those_who_plan(traits):
    step = a_step()

    with pytest.raises(PermissionDenied):
        put_offer(
            step=step,
            offer=UnitFactory().stay,
            edit=an_edit(SeatFactory(trip=step.trip, **traits), step),
        )
