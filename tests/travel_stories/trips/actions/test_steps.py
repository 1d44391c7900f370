"""Steps: added, changed, moved, taken out and brought back; each once, and never over another's."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.hosting import RequestFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.collaboration.actions.changes import save_conflict_copy
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import (
    add_step,
    change_step,
    move_step,
    remove_step,
    restore_step,
    take_kept_version,
)
from travel_stories.trips.choices import StepKind
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.steps import (
    AlreadyAskedError,
    DayOutsideError,
    StrangerInStepError,
    TooManyStepsError,
)
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db

WORDS = {"kind": StepKind.WISH, "title": "Chenonceau", "day": 1}


def titles(trip, day):
    return [step.title for step in trip.steps.present().filter(day=day).in_order()]


def test_add_step_puts_it_at_the_end_of_its_day_and_numbers_the_change():
    zoe = SeatFactory()
    first = add_step(trip=zoe.trip, words=WORDS, edit=an_edit(zoe))

    second = add_step(trip=zoe.trip, words=WORDS | {"title": "Loches"}, edit=an_edit(zoe))

    assert titles(zoe.trip, 1) == ["Chenonceau", "Loches"]
    assert (first.version, second.version) == (1, 2)
    told = Change.objects.order_by("number").values_list("number", "verb", "title", "by")
    assert list(told) == [(1, "added", "Chenonceau", zoe.pk), (2, "added", "Loches", zoe.pk)]


def test_add_step_with_the_same_key_adds_one():
    zoe = SeatFactory()
    edit = an_edit(zoe)

    steps = [add_step(trip=zoe.trip, words=WORDS, edit=edit) for _ in range(2)]

    assert steps[0] == steps[1]
    assert Step.objects.count() == Change.objects.count() == 1


@pytest.mark.parametrize("day", [0, 6, 5000])
def test_add_step_refuses_a_day_outside(day):
    zoe = SeatFactory()

    with pytest.raises(DayOutsideError):
        add_step(trip=zoe.trip, words=WORDS | {"day": day}, edit=an_edit(zoe))

    assert not Step.objects.exists()


def test_add_step_refuses_more_than_a_trip_can_hold(monkeypatch):
    monkeypatch.setattr("travel_stories.trips.actions.steps.MOST_STEPS", 1)
    step = StepFactory()
    zoe = SeatFactory(trip=step.trip)

    with pytest.raises(TooManyStepsError):
        add_step(trip=step.trip, words=WORDS, edit=an_edit(zoe))


@pytest.mark.parametrize("state", [TripState.TRAVELLED, TripState.CANCELLED, TripState.DELETED])
def test_add_step_refuses_a_trip_that_is_over(state):
    zoe = SeatFactory(trip=TripFactory(state=state))

    with pytest.raises(TripOverError):
        add_step(trip=zoe.trip, words=WORDS, edit=an_edit(zoe))


def test_add_step_is_not_for_onlookers_nor_for_those_who_left():
    trip = TripFactory()

    for seat in (SeatFactory(trip=trip, observer=True), SeatFactory(trip=trip, left=True)):
        with pytest.raises(PermissionDenied):
            add_step(trip=trip, words=WORDS, edit=an_edit(seat))


def test_change_step_writes_it_anew_and_keeps_what_it_was():
    step = StepFactory(title="Chenonceau")
    zoe = SeatFactory(trip=step.trip)

    changed = change_step(step=step, words={"title": "Loches"}, edit=an_edit(zoe, step))

    assert (changed.title, changed.version) == ("Loches", 2)
    change = Change.objects.get(number=2)
    assert (change.before["title"], change.after["title"]) == ("Chenonceau", "Loches")


def test_change_step_refuses_an_older_version_and_says_by_whom():
    step = StepFactory(title="Chenonceau")
    zoe, samir = SeatFactory(trip=step.trip, name="Zoé"), SeatFactory(trip=step.trip)
    change_step(step=step, words={"title": "Loches"}, edit=an_edit(zoe, step))

    with pytest.raises(ChangedMeanwhileError) as refusal:
        change_step(step=step, words={"title": "Montrésor"}, edit=an_edit(samir, step))

    assert refusal.value.facts["by"] == "Zoé"
    assert Step.objects.get().title == "Loches"


def test_change_step_is_no_conflict_with_a_move():
    step = StepFactory()
    zoe, samir = SeatFactory(trip=step.trip), SeatFactory(trip=step.trip)
    move_step(step=step, day=2, after=None, edit=an_edit(zoe, step))

    change_step(step=step, words={"title": "Loches"}, edit=an_edit(samir, step))

    kept = Step.objects.get()
    assert (kept.title, kept.day) == ("Loches", 2)


def test_change_step_sent_twice_is_one_change():
    step = StepFactory()
    edit = an_edit(SeatFactory(trip=step.trip), step)

    for _ in range(2):
        change_step(step=step, words={"title": "Loches"}, edit=edit)

    assert Change.objects.filter(verb=Verb.CHANGED).count() == 1


def test_change_step_names_only_members_of_the_trip():
    step = StepFactory()
    zoe, stranger = SeatFactory(trip=step.trip), SeatFactory()
    change_step(step=step, words={"people": [zoe]}, edit=an_edit(zoe, step))
    step.refresh_from_db()

    with pytest.raises(StrangerInStepError):
        change_step(step=step, words={"people": [stranger]}, edit=an_edit(zoe, step))

    assert list(step.people.all()) == [zoe]


def test_move_step_stands_behind_another_or_first():
    trip = TripFactory()
    zoe = SeatFactory(trip=trip)
    one, two, three = (StepFactory(trip=trip, by=zoe, title=title) for title in "ABC")

    move_step(step=three, day=1, after=one, edit=an_edit(zoe, three))
    move_step(step=two, day=1, after=None, edit=an_edit(zoe, two))

    assert titles(trip, 1) == ["B", "A", "C"]


def test_move_step_finds_room_however_often():
    trip = TripFactory()
    zoe = SeatFactory(trip=trip)
    first, _, _ = (StepFactory(trip=trip, by=zoe, title=title) for title in "AZM")

    for turn in range(120):
        other = StepFactory(trip=trip, by=zoe, title=str(turn))
        move_step(step=other, day=1, after=first, edit=an_edit(zoe, other))

    expected = ["A", *(str(turn) for turn in reversed(range(120))), "Z", "M"]
    assert titles(trip, 1) == expected


def test_move_step_behind_one_that_went_elsewhere_goes_to_the_end():
    trip = TripFactory()
    zoe = SeatFactory(trip=trip)
    one, _, elsewhere = (StepFactory(trip=trip, by=zoe, title=title) for title in "ABX")
    move_step(step=elsewhere, day=2, after=None, edit=an_edit(zoe, elsewhere))

    move_step(step=one, day=1, after=elsewhere, edit=an_edit(zoe, one))

    assert titles(trip, 1) == ["B", "A"]


def test_move_step_refuses_a_move_from_where_it_no_longer_stands():
    step = StepFactory()
    zoe, samir = SeatFactory(trip=step.trip), SeatFactory(trip=step.trip)
    move_step(step=step, day=2, after=None, edit=an_edit(zoe, step))

    with pytest.raises(ChangedMeanwhileError):
        move_step(step=step, day=3, after=None, edit=an_edit(samir, step))

    assert Step.objects.get().day == 2


def test_remove_step_hides_it_and_restore_step_brings_it_back_where_it_was():
    step = StepFactory()
    zoe = SeatFactory(trip=step.trip)

    removed = remove_step(step=step, edit=an_edit(zoe, step))
    gone = titles(step.trip, 1)
    restore_step(step=removed, edit=an_edit(zoe, removed))

    assert (gone, titles(step.trip, 1)) == ([], [step.title])


def test_restore_step_leaves_a_day_open_that_the_trip_no_longer_has():
    step = StepFactory(day=5)
    zoe = SeatFactory(trip=step.trip)
    removed = remove_step(step=step, edit=an_edit(zoe, step))
    type(step.trip).objects.update(days=2)

    restored = restore_step(step=removed, edit=an_edit(zoe, removed))

    assert restored.day is None


def test_what_was_taken_out_can_be_neither_changed_nor_moved():
    step = StepFactory()
    zoe = SeatFactory(trip=step.trip)
    remove_step(step=step, edit=an_edit(zoe, step))

    with pytest.raises(PartGoneError):
        change_step(step=step, words={"title": "Loches"}, edit=an_edit(zoe, step))
    with pytest.raises(PartGoneError):
        move_step(step=step, day=2, after=None, edit=an_edit(zoe, step))


def test_steps_of_another_trip_are_out_of_reach():
    step, stranger = StepFactory(), SeatFactory(organiser=True)

    with pytest.raises(PermissionDenied):
        change_step(step=step, words={"title": "Mine"}, edit=an_edit(stranger, step))


def kept_version(step, by, **words):
    """What somebody wrote on an older state of the step."""
    return save_conflict_copy(part=step, wanted=words, edit=an_edit(by, step))


def test_take_kept_version_writes_what_lost_and_can_be_undone():
    step = StepFactory(title="Chenonceau, 14 h")
    samir, zoe = (SeatFactory(trip=step.trip) for _ in range(2))
    change = kept_version(step, samir, title="Chenonceau, 10 h", people=[samir.pk])

    taken = take_kept_version(step=step, change=change, edit=an_edit(zoe, step))

    assert (taken.title, list(taken.people.all())) == ("Chenonceau, 10 h", [samir])
    undo_last(trip=step.trip, key=uuid4(), by=zoe)
    assert Step.objects.get().title == "Chenonceau, 14 h"


def test_take_kept_version_twice_is_one_change():
    step = StepFactory(title="Chenonceau")
    zoe = SeatFactory(trip=step.trip)
    change = kept_version(step, zoe, title="Loches")

    for _press in range(2):
        take_kept_version(step=step, change=change, edit=an_edit(zoe, step))

    assert step.trip.changes.filter(outcome=Outcome.APPLIED, verb=Verb.CHANGED).count() == 1


def test_take_kept_version_is_for_whoever_plans():
    step = StepFactory()
    onlooker = SeatFactory(trip=step.trip, observer=True)
    change = kept_version(step, onlooker, title="Loches")

    with pytest.raises(PermissionDenied):
        take_kept_version(step=step, change=change, edit=an_edit(onlooker, step))


def test_take_kept_version_of_a_step_that_is_gone_is_refused():
    step = StepFactory()
    zoe = SeatFactory(trip=step.trip)
    change = kept_version(step, zoe, title="Loches")
    remove_step(step=step, edit=an_edit(zoe, step))

    with pytest.raises(PartGoneError):
        take_kept_version(step=step, change=change, edit=an_edit(zoe, step))


def test_take_kept_version_leaves_the_offer_of_a_host_who_was_asked():
    request = RequestFactory()
    step = StepFactory(kind="offer", offer=request.offer, request=request)
    zoe = SeatFactory(trip=step.trip)
    change = kept_version(step, zoe, offer=None)

    with pytest.raises(AlreadyAskedError):
        take_kept_version(step=step, change=change, edit=an_edit(zoe, step))
