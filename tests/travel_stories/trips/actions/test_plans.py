"""What a conflict keeps, and what an undo takes back."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.travel_stories import SeatFactory, StepFactory, an_edit
from travel_stories.collaboration.actions.changes import save_conflict_copy
from travel_stories.collaboration.choices import Outcome
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import add_step, change_step, move_step, remove_step
from travel_stories.trips.actions.trips import change_trip
from travel_stories.trips.choices import StepKind
from travel_stories.trips.errors.plans import NothingToUndoError, UndoneTooLateError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db


def undo(member, key=None):
    return undo_last(trip=member.trip, key=key or uuid4(), by=member)


def test_save_conflict_copy_puts_the_other_version_into_the_history_once():
    step = StepFactory(title="Chenonceau")
    samir = SeatFactory(trip=step.trip)
    edit = an_edit(samir, step)

    for _ in range(2):
        save_conflict_copy(part=step, wanted={"title": "Montrésor"}, edit=edit)

    kept = Change.objects.get(outcome=Outcome.CONFLICT)
    assert (kept.by, kept.before["title"], kept.after) == (
        samir,
        "Chenonceau",
        {"title": "Montrésor"},
    )
    assert Step.objects.get().title == "Chenonceau"


def test_undo_last_takes_back_each_kind_of_change_in_turn():
    zoe = SeatFactory()
    words = {"kind": StepKind.WISH, "title": "Chenonceau", "day": 1}
    step = add_step(trip=zoe.trip, words=words, edit=an_edit(zoe))
    step = change_step(step=step, words={"title": "Loches"}, edit=an_edit(zoe, step))
    step = move_step(step=step, day=3, after=None, edit=an_edit(zoe, step))
    remove_step(step=step, edit=an_edit(zoe, step))

    seen = []
    for _ in range(4):
        undo(zoe)
        kept = Step.objects.get()
        seen.append((kept.is_present, kept.day, kept.title))

    assert seen == [
        (True, 3, "Loches"),
        (True, 1, "Loches"),
        (True, 1, "Chenonceau"),
        (False, 1, "Chenonceau"),
    ]
    with pytest.raises(NothingToUndoError):
        undo(zoe)


def test_undo_last_brings_back_who_it_was_for():
    step = StepFactory()
    zoe, samir = SeatFactory(trip=step.trip), SeatFactory(trip=step.trip)
    step = change_step(step=step, words={"people": [samir]}, edit=an_edit(samir, step))
    change_step(step=step, words={"people": []}, edit=an_edit(zoe, step))

    undo(zoe)

    assert list(step.people.all()) == [samir]


def test_undo_last_sent_twice_undoes_once():
    step = StepFactory(title="A")
    zoe = SeatFactory(trip=step.trip)
    for title in "BC":
        step = change_step(step=step, words={"title": title}, edit=an_edit(zoe, step))
    key = uuid4()

    undo(zoe, key)
    undo(zoe, key)

    assert Step.objects.get().title == "B"


def test_undo_last_leaves_alone_what_somebody_built_on():
    step = StepFactory(title="A")
    zoe, samir = SeatFactory(trip=step.trip, name="Zoé"), SeatFactory(trip=step.trip)
    step = change_step(step=step, words={"title": "B"}, edit=an_edit(samir, step))
    change_step(step=step, words={"title": "C"}, edit=an_edit(zoe, step))

    with pytest.raises(UndoneTooLateError) as refusal:
        undo(samir)

    assert refusal.value.facts == {"by": "Zoé"}
    assert Step.objects.get().title == "C"


def test_undo_last_of_a_longer_trip_leaves_no_step_outside():
    zoe = SeatFactory(organiser=True)
    change_trip(trip=zoe.trip, words={"days": 9}, edit=an_edit(zoe, zoe.trip))
    other = SeatFactory(trip=zoe.trip)
    words = {"kind": StepKind.WISH, "title": "Late", "day": 9}
    add_step(trip=zoe.trip, words=words, edit=an_edit(other))

    undo(zoe)

    assert Trip.objects.get().days == 5
    assert Step.objects.get().day is None


def test_undo_last_of_the_trip_itself_leaves_a_plan_that_goes_on():
    zoe = SeatFactory(organiser=True)
    trip = change_trip(trip=zoe.trip, words={"title": "Loire"}, edit=an_edit(zoe, zoe.trip))

    undo(zoe)
    trip.refresh_from_db()
    trip = change_trip(trip=trip, words={"title": "Cher"}, edit=an_edit(zoe, trip))

    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert (Trip.objects.get().title, trip.last_number) == ("Cher", 3)
    assert numbers == [1, 2, 3]


def test_undo_last_is_one_s_own():
    step = StepFactory()
    onlooker, zoe = SeatFactory(trip=step.trip, observer=True), SeatFactory(trip=step.trip)

    with pytest.raises(PermissionDenied):
        undo(onlooker)
    with pytest.raises(NothingToUndoError):
        undo(zoe)


def test_undo_last_with_a_number_takes_back_that_change():
    zoe = SeatFactory()
    words = {"kind": StepKind.WISH, "title": "Chenonceau", "day": 1}
    step = add_step(trip=zoe.trip, words=words, edit=an_edit(zoe))
    moved = move_step(step=step, day=3, after=None, edit=an_edit(zoe, step)).placed
    change_step(step=step, words={"title": "Loches"}, edit=an_edit(zoe, step))

    undone = undo_last(trip=zoe.trip, key=uuid4(), by=zoe, number=moved)

    kept = Step.objects.get()
    assert (undone.undoes.number, kept.day, kept.title) == (moved, 1, "Loches")


def test_undo_last_with_the_number_of_somebody_else_undoes_nothing():
    zoe = SeatFactory()
    samir = SeatFactory(trip=zoe.trip)
    words = {"kind": StepKind.WISH, "title": "Chenonceau", "day": 1}
    step = add_step(trip=zoe.trip, words=words, edit=an_edit(zoe))
    add_step(trip=zoe.trip, words=words, edit=an_edit(samir))

    with pytest.raises(NothingToUndoError):
        undo_last(trip=zoe.trip, key=uuid4(), by=samir, number=step.version)

    assert Step.objects.present().count() == 2
