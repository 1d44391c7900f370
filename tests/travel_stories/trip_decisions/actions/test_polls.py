"""Polls: options stay as asked, nobody votes after closing, a result goes into the plan."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from tests.factories.travel_stories import (
    SeatFactory,
    StepFactory,
    a_poll,
    a_vote,
    an_edit,
    an_idea,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_decisions.actions.ballots import (
    cast_ballot,
    take_dates,
    take_option,
    withdraw_ballot,
)
from travel_stories.trip_decisions.actions.ideas import take_idea
from travel_stories.trip_decisions.actions.polls import (
    change_poll,
    close_overdue_poll,
    close_poll,
    open_poll,
)
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.errors import (
    ClosingDateError,
    NotAboutDatesError,
    NotAheadError,
    NotForDatesError,
    OptionCountError,
    OptionElsewhereError,
    OptionLengthError,
    PollClosedError,
    PollStillOpenError,
    SameOptionTwiceError,
    TooManyPollsError,
)
from travel_stories.trip_decisions.models.deciding import Ballot, Poll, PollData, PollOption
from travel_stories.trip_decisions.notifications import POLL_CLOSED, POLL_OPENED
from travel_stories.trip_decisions.periodic import close_polls
from travel_stories.trip_decisions.selectors.results import results_of
from travel_stories.trips.actions.account_closure import leave_trips
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.parts import bring_back, take_out
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.errors.plans import NothingToUndoError, PartGoneError
from travel_stories.trips.errors.trips import DaysTakenError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.histories import differences
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db

MAY = (date(2027, 5, 3), date(2027, 5, 7))
JUNE = (date(2027, 6, 3), date(2027, 6, 5))
JULY = (date(2027, 7, 3), date(2027, 7, 3))


def counted(poll):
    (result,) = results_of([Poll.objects.get(pk=poll.pk)])
    return [(line.option.place, [one.name for one in line.voters]) for line in result.lines]


def closed(poll, by):
    return close_poll(poll=poll, edit=an_edit(by))


def test_open_poll_keeps_options_in_order_and_tells_the_others():
    zoe = SeatFactory()
    samir = SeatFactory(trip=zoe.trip)
    SeatFactory(trip=zoe.trip, guest=True)

    poll = a_poll(zoe, JUNE, MAY, JULY)

    assert [(one.place, one.days) for one in poll.options.all()] == [(1, 3), (2, 5), (3, 1)]
    told = [(one.recipient, one.template) for one in Notice.objects.all()]
    assert told == [(samir.person, POLL_OPENED)]


def test_open_poll_sent_twice_opens_one():
    zoe = SeatFactory()
    edit = an_edit(zoe)
    words = {"title": "Where?", "closes_at": timezone.now() + timedelta(days=1)}

    for _ in range(2):
        options = [PollOption(words="Loches"), PollOption(words="Tours")]
        asked = PollData(PollKind.CHOICES, words, options)
        open_poll(trip=zoe.trip, asked=asked, edit=edit)

    assert (Poll.objects.count(), PollOption.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        pytest.param(("Loches",), OptionCountError, id="one"),
        pytest.param(tuple(str(n) for n in range(21)), OptionCountError, id="too-many"),
        pytest.param(("Loches", "Tours", "LOCHES"), SameOptionTwiceError, id="twice"),
        pytest.param((MAY, MAY), SameOptionTwiceError, id="dates-twice"),
        pytest.param(
            (MAY, (date(2027, 5, 7), date(2027, 5, 3))), OptionLengthError, id="ends-first"
        ),
        pytest.param((MAY, (date(2027, 5, 7), date(2029, 5, 3))), OptionLengthError, id="too-long"),
    ],
)
def test_open_poll_refuses_options_that_are_none(options, refusal):
    with pytest.raises(refusal):
        a_poll(SeatFactory(), *options)

    assert not Poll.objects.exists()


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=-1), timedelta(days=400)])
def test_a_poll_closes_in_the_future_and_within_a_year(ahead):
    zoe = SeatFactory()
    poll = a_poll(zoe, MAY, JUNE)
    moment = timezone.now() + ahead

    with pytest.raises(ClosingDateError):
        a_poll(zoe, MAY, JUNE, closes_at=moment)
    with pytest.raises(ClosingDateError):
        change_poll(poll=poll, words={"closes_at": moment}, edit=an_edit(zoe, poll))


def test_open_poll_refuses_an_idea_of_another_trip():
    elsewhere = an_idea(SeatFactory())

    with pytest.raises(OptionElsewhereError):
        a_poll(SeatFactory(), "Loches", elsewhere)


def test_open_poll_refuses_more_than_a_trip_can_hold(monkeypatch):
    monkeypatch.setattr("travel_stories.trip_decisions.actions.polls.MOST_POLLS", 1)
    zoe = SeatFactory()
    a_poll(zoe, MAY, JUNE)

    with pytest.raises(TooManyPollsError):
        a_poll(zoe, MAY, JUNE)


def test_observers_neither_ask_nor_vote():
    zoe = SeatFactory()
    mamie = SeatFactory(trip=zoe.trip, observer=True)
    poll = a_poll(zoe, MAY, JUNE)

    with pytest.raises(PermissionDenied):
        a_poll(mamie, MAY, JUNE)
    with pytest.raises(PermissionDenied):
        a_vote(mamie, poll, 1)
    with pytest.raises(PermissionDenied):
        withdraw_ballot(poll=poll, edit=an_edit(mamie))


def test_a_ballot_approves_as_many_as_suit_and_a_new_one_replaces_it():
    zoe = SeatFactory(name="Zoé")
    poll = a_poll(zoe, "Loches", "Tours", "Amboise")
    samir = SeatFactory(trip=zoe.trip, name="Samir")

    a_vote(zoe, poll, 1, 2)
    a_vote(zoe, poll, 2, 3)
    a_vote(samir, poll, 3)

    assert counted(poll) == [(3, ["Zoé", "Samir"]), (2, ["Zoé"]), (1, [])]


def test_an_empty_ballot_counts_and_a_withdrawn_one_does_not():
    zoe = SeatFactory()
    poll = a_poll(zoe, "Loches", "Tours")
    a_vote(zoe, poll)
    (given,) = results_of([poll])

    withdraw_ballot(poll=poll, edit=an_edit(zoe))
    (taken_back,) = results_of([poll])

    assert (given.voters, taken_back.voters) == ([zoe], [])


def test_a_ballot_sent_again_later_changes_nothing():
    zoe = SeatFactory(name="Zoé")
    poll = a_poll(zoe, "Loches", "Tours")
    first = poll.options.first()
    edit = an_edit(zoe)
    cast_ballot(poll=poll, options=[first], edit=edit)
    a_vote(zoe, poll, 2)

    cast_ballot(poll=poll, options=[first], edit=edit)

    assert counted(poll) == [(2, ["Zoé"]), (1, [])]


def test_a_ballot_knows_only_options_of_its_poll():
    zoe = SeatFactory()
    poll, other = a_poll(zoe, "Loches", "Tours"), a_poll(zoe, "Red", "White")

    with pytest.raises(OptionElsewhereError):
        cast_ballot(poll=poll, options=list(other.options.all()), edit=an_edit(zoe))

    assert not Ballot.objects.filter(is_given=True).exists()


def test_a_vote_can_be_undone_until_the_poll_closes():
    zoe = SeatFactory(name="Zoé")
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    poll = a_poll(camille, "Loches", "Tours")
    a_vote(zoe, poll, 1)
    a_vote(zoe, poll, 2)

    undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)
    undone = counted(poll)
    closed(poll, camille)
    with pytest.raises(PollClosedError):
        undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)

    assert undone == counted(poll) == [(1, ["Zoé"]), (2, [])]


def test_nobody_votes_once_it_is_closed_by_hand_or_by_its_date(time_machine):
    zoe = SeatFactory()
    by_hand, by_date = a_poll(zoe, "Loches", "Tours"), a_poll(zoe, "Red", "White")
    a_vote(zoe, by_hand, 1)
    closed(by_hand, zoe)
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)

    for poll in (by_hand, by_date):
        with pytest.raises(PollClosedError):
            a_vote(zoe, poll, 2)
        with pytest.raises(PollClosedError):
            withdraw_ballot(poll=poll, edit=an_edit(zoe))
        with pytest.raises(PollClosedError):
            change_poll(poll=poll, words={"title": "Else"}, edit=an_edit(zoe, poll))


def test_close_poll_is_for_asker_and_organisers_and_tells_once():
    zoe = SeatFactory()
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    samir = SeatFactory(trip=zoe.trip)
    poll = a_poll(zoe, "Loches", "Tours")
    Notice.objects.all().delete()

    with pytest.raises(PermissionDenied):
        closed(poll, samir)
    first = closed(poll, camille)
    again = closed(poll, zoe)

    assert again.closed_at == first.closed_at
    assert Change.objects.filter(verb=Verb.CLOSED).count() == 1
    told = {(one.recipient, one.template) for one in Notice.objects.all()}
    assert told == {(seat.person, POLL_CLOSED) for seat in (zoe, camille, samir)}


def test_the_clock_closes_what_is_overdue_once(time_machine):
    zoe = SeatFactory()
    late = a_poll(zoe, "Loches", "Tours")
    running = a_poll(zoe, "Red", "White", closes_at=timezone.now() + timedelta(days=30))
    removed = take_out(part=a_poll(zoe, "Up", "Down"), edit=an_edit(zoe, based_on=9))
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)

    for _ in range(2):
        close_polls()

    assert Poll.objects.get(pk=late.pk).closed_at == late.closes_at
    others = Poll.objects.filter(pk__in=(running.pk, removed.pk))
    assert [poll.closed_at for poll in others] == [None, None]
    assert Change.objects.filter(verb=Verb.CLOSED).count() == 1
    assert Notice.objects.filter(template=POLL_CLOSED).count() == 1


def test_the_clock_leaves_trips_that_are_over_alone(time_machine):
    zoe = SeatFactory()
    a_poll(zoe, "Loches", "Tours")
    Trip.objects.update(state=TripState.CANCELLED)
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)

    close_polls()

    assert Poll.objects.get().closed_at is None


def test_close_overdue_poll_finds_a_date_that_was_put_off_meanwhile():
    zoe = SeatFactory()
    poll = a_poll(zoe, "Loches", "Tours")

    close_overdue_poll(poll=poll, by=SYSTEM)

    assert Poll.objects.get().is_running


def test_close_overdue_poll_is_left_to_the_clock():
    camille = SeatFactory(organiser=True)
    poll = a_poll(camille, "Loches", "Tours")

    with pytest.raises(PermissionDenied):
        close_overdue_poll(poll=poll, by=camille)


def test_an_end_of_voting_is_not_undone():
    zoe = SeatFactory()
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    closed(a_poll(zoe, "Loches", "Tours"), camille)

    with pytest.raises(NothingToUndoError):
        undo_last(trip=zoe.trip, key=an_edit(camille).key, by=camille)


def test_a_poll_is_taken_out_with_its_votes_and_comes_back_with_them():
    zoe = SeatFactory(name="Zoé")
    poll = a_poll(zoe, "Loches", "Tours")
    a_vote(zoe, poll, 1)

    removed = take_out(part=poll, edit=an_edit(zoe, poll))
    with pytest.raises(PartGoneError):
        a_vote(zoe, poll, 2)
    bring_back(part=removed, edit=an_edit(zoe))

    assert counted(poll) == [(1, ["Zoé"]), (2, [])]


def test_leaving_takes_open_ballots_along_and_leaves_closed_ones():
    zoe = SeatFactory(name="Zoé")
    samir, ada = (SeatFactory(trip=zoe.trip, name=name) for name in ("Samir", "Ada"))
    SeatFactory(trip=zoe.trip, organiser=True)
    decided, still_open = a_poll(zoe, "Loches", "Tours"), a_poll(zoe, "Red", "White")
    for seat in (samir, ada):
        for poll in (decided, still_open):
            a_vote(seat, poll, 1)
    closed(decided, zoe)

    leave_trip(trip=zoe.trip, by=samir)
    leave_trips(ada.person)

    assert [len(names) for _place, names in counted(decided)] == [2, 0]
    assert [len(names) for _place, names in counted(still_open)] == [0, 0]


def test_take_dates_gives_the_trip_its_dates_and_can_be_undone():
    camille = SeatFactory(organiser=True)
    Trip.objects.update(starts_on=None, days=2)
    poll = a_poll(camille, MAY, JUNE)
    a_vote(camille, poll, 2)
    closed(poll, camille)
    june = poll.options.get(place=2)

    trip = take_dates(option=june, edit=an_edit(camille))
    settled = (trip.starts_on, trip.days)
    undo_last(trip=trip, key=an_edit(camille).key, by=camille)

    assert settled == (date(2027, 6, 3), 3)
    assert (Trip.objects.get().starts_on, Trip.objects.get().days) == (None, 2)


def test_take_dates_refuses_dates_that_leave_steps_behind():
    camille = SeatFactory(organiser=True)
    StepFactory(trip=camille.trip, by=camille, day=5)
    poll = a_poll(camille, MAY, JUNE)
    a_vote(camille, poll, 2)
    closed(poll, camille)

    with pytest.raises(DaysTakenError):
        take_dates(option=poll.options.get(place=2), edit=an_edit(camille))


def test_take_option_is_for_organisers_once_closed_from_the_top():
    camille = SeatFactory(organiser=True)
    zoe = SeatFactory(trip=camille.trip)
    poll = a_poll(zoe, "Loches", "Tours", "Amboise")
    a_vote(zoe, poll, 1, 2)
    loches, tours, amboise = poll.options.all()

    with pytest.raises(PermissionDenied):
        take_option(option=loches, day=None, edit=an_edit(zoe))
    with pytest.raises(PollStillOpenError):
        take_option(option=loches, day=None, edit=an_edit(camille))
    closed(poll, zoe)
    with pytest.raises(NotAheadError):
        take_option(option=amboise, day=None, edit=an_edit(camille))
    with pytest.raises(NotAboutDatesError, match="This poll isn’t about dates"):
        take_dates(option=loches, edit=an_edit(camille))
    step = take_option(option=tours, day=1, edit=an_edit(camille))

    assert (step.title, step.day) == ("Tours", 1)


def test_a_poll_without_a_tick_puts_nothing_into_the_plan():
    camille = SeatFactory(organiser=True)
    poll = a_poll(camille, "Loches", "Tours")
    a_vote(camille, poll)
    closed(poll, camille)

    with pytest.raises(NotAheadError):
        take_option(option=poll.options.first(), day=None, edit=an_edit(camille))


def test_dates_never_become_a_step():
    camille = SeatFactory(organiser=True)
    poll = a_poll(camille, MAY, JUNE)
    a_vote(camille, poll, 1)
    closed(poll, camille)

    with pytest.raises(NotForDatesError, match="This poll is about dates"):
        take_option(option=poll.options.first(), day=None, edit=an_edit(camille))


def test_take_option_of_an_idea_brings_it_into_the_plan_once():
    camille = SeatFactory(organiser=True)
    idea = an_idea(camille, title="Canoe", spot="Quay")
    poll = a_poll(camille, "Loches", idea)
    a_vote(camille, poll, 2)
    closed(poll, camille)
    option = poll.options.get(place=2)

    step = take_option(option=option, day=None, edit=an_edit(camille))
    again = take_option(option=option, day=None, edit=an_edit(camille))
    by_idea = take_idea(idea=idea, day=None, edit=an_edit(camille))

    assert step == again == by_idea
    assert Step.objects.get().spot == "Quay"


def test_history_of_a_vote_names_its_options():
    zoe = SeatFactory()
    poll = a_poll(zoe, "The mill", "The barn")
    first = poll.options.first()
    cast_ballot(poll=poll, options=[first], edit=an_edit(zoe))
    withdraw_ballot(poll=poll, edit=an_edit(zoe))
    given, withdrawn = Change.objects.filter(noun="ballot").order_by("number")

    with override("en"):
        lines = [differences(given), differences(withdrawn)]

    assert lines == [[f"chosen options: empty → {first}"], [f"chosen options: {first} → empty"]]


@pytest.mark.time_machine(date(2026, 12, 7))  # a date of next year has its year
def test_history_of_a_vote_has_french_spaces_and_dates_in_words():
    option = PollOption(first_day=MAY[0], last_day=MAY[1])
    zoe = SeatFactory()
    poll = a_poll(zoe, "The mill", "The barn")
    cast_ballot(poll=poll, options=[poll.options.first()], edit=an_edit(zoe))

    with override("fr"):
        (line,) = differences(Change.objects.get(noun="ballot"))
        day = str(PollOption(first_day=JULY[0], last_day=JULY[1]))

    assert "\u00a0: " in line
    assert str(option) == "3–7 May 2027"
    assert day.startswith("samedi 3 juillet")
