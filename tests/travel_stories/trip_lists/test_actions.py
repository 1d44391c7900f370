"""Lists begin, are ticked and claimed, and come back."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.travel_stories import (
    ChecklistFactory,
    ItemFactory,
    SeatFactory,
    TripFactory,
    an_edit,
)
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trip_lists import errors
from travel_stories.trip_lists.actions import (
    add_item,
    begin_list,
    change_part,
    remove_part,
    restore_part,
)
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_lists.selectors.checklists import lists_of
from travel_stories.trip_lists.validators import MOST_ITEMS, MOST_LISTS
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db
BAGS = {"title": "Bags", "kind": ChecklistKind.BRING}


@pytest.fixture
def zoe():
    return SeatFactory(name="Zoé")


def test_begin_list_with_entries_is_one_change_and_one_undo(zoe):
    items = [{"title": "Torch"}, {"title": "Map", "count": 4}]
    edit = an_edit(zoe)

    for _ in range(2):
        begin_list(trip=zoe.trip, words=BAGS, items=items, edit=edit)

    assert [(line.item.title, line.item.count) for line in lists_of(zoe.trip)[0].lines] == [
        ("Torch", 1),
        ("Map", 4),
    ]
    assert Change.objects.count() == 1
    undo_last(trip=zoe.trip, key=uuid4(), by=zoe)
    assert lists_of(zoe.trip) == []


def test_an_entry_of_a_starter_is_changed_like_any_other(zoe):
    begin_list(trip=zoe.trip, words=BAGS, items=[{"title": "Torch"}], edit=an_edit(zoe))
    item = ChecklistItem.objects.get()

    change_part(part=item, words={"done": True}, edit=an_edit(zoe, item))
    undo_last(trip=zoe.trip, key=uuid4(), by=zoe)

    assert ChecklistItem.objects.get().done is False


def test_add_item_goes_to_the_end_and_is_one(zoe):
    first = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    edit = an_edit(zoe)

    for _ in range(2):
        add_item(checklist=first.checklist, words={"title": "Map"}, edit=edit)

    assert [line.item.title for line in lists_of(zoe.trip)[0].lines] == [first.title, "Map"]


def test_two_who_tick_the_same_don_t_stand_in_each_other_s_way(zoe):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    samir = SeatFactory(trip=zoe.trip)

    change_part(part=item, words={"done": True}, edit=an_edit(zoe, item))
    change_part(part=item, words={"done": True}, edit=an_edit(samir, item))

    assert ChecklistItem.objects.get().done
    assert Change.objects.filter(noun="item", verb="changed").count() == 1


def test_two_who_claim_the_same_are_told(zoe):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    samir = SeatFactory(trip=zoe.trip)
    change_part(part=item, words={"who": zoe}, edit=an_edit(zoe, item))

    with pytest.raises(ChangedMeanwhileError):
        change_part(part=item, words={"who": samir}, edit=an_edit(samir, item))

    assert ChecklistItem.objects.get().who == zoe


@pytest.mark.parametrize("left", [True, False])
def test_only_somebody_of_this_trip_takes_something_on(zoe, left):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    other = SeatFactory(trip=zoe.trip, left=True) if left else SeatFactory()

    with pytest.raises(errors.StrangerInListError):
        change_part(part=item, words={"who": other}, edit=an_edit(zoe, item))


def test_what_somebody_took_on_who_left_is_free_and_can_be_ticked(zoe):
    gone = SeatFactory(trip=zoe.trip, left=True)
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip), who=gone)

    change_part(part=item, words={"done": True}, edit=an_edit(zoe, item))

    (line,) = lists_of(zoe.trip, zoe)[0].lines
    assert (line.who, line.gone, line.item.done) == (None, gone, True)


def test_papers_are_not_more_than_expected(zoe):
    papers = ChecklistFactory(trip=zoe.trip, kind=ChecklistKind.PAPERS)
    item = ItemFactory(checklist=papers, count=24)

    with pytest.raises(errors.TooManyReceivedError):
        change_part(part=item, words={"got": 25}, edit=an_edit(zoe, item))
    change_part(part=item, words={"got": 24}, edit=an_edit(zoe, item))

    assert ChecklistItem.objects.get().got == 24


def test_a_list_comes_back_with_all_that_stood_on_it(zoe):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    gone = remove_part(part=item.checklist, edit=an_edit(zoe, item.checklist))

    with pytest.raises(PartGoneError):
        add_item(checklist=gone, words={"title": "Map"}, edit=an_edit(zoe))
    with pytest.raises(errors.ListGoneError):
        change_part(part=item, words={"title": "Map"}, edit=an_edit(zoe, item))
    without = lists_of(zoe.trip)
    restore_part(part=gone, edit=an_edit(zoe, gone))

    assert without == []
    assert [line.item for line in lists_of(zoe.trip)[0].lines] == [item]


def test_an_entry_comes_back_only_to_a_list_that_is_there(zoe):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    checklist = item.checklist
    item = remove_part(part=item, edit=an_edit(zoe, item))
    remove_part(part=checklist, edit=an_edit(zoe, checklist))

    with pytest.raises(errors.ListGoneError):
        restore_part(part=item, edit=an_edit(zoe, item))

    assert not ChecklistItem.objects.standing().exists()


def test_a_list_and_a_trip_hold_only_so_much(zoe):
    checklist = ChecklistFactory(trip=zoe.trip)
    entry = {"trip": zoe.trip, "checklist": checklist, "title": "T"}
    ChecklistItem.objects.bulk_create(ChecklistItem(**entry) for _ in range(MOST_ITEMS))
    Checklist.objects.bulk_create(Checklist(trip=zoe.trip, **BAGS) for _ in range(MOST_LISTS - 1))

    with pytest.raises(errors.TooManyItemsError):
        add_item(checklist=checklist, words={"title": "Map"}, edit=an_edit(zoe))
    with pytest.raises(errors.TooManyListsError):
        begin_list(trip=zoe.trip, words=BAGS, edit=an_edit(zoe))
    samir, many = SeatFactory(), [{"title": "T"}] * (MOST_ITEMS + 1)
    with pytest.raises(errors.TooManyItemsError):
        begin_list(trip=samir.trip, words=BAGS, items=many, edit=an_edit(samir))


def test_lists_are_written_by_those_who_decide_while_the_trip_is_planned(zoe):
    item = ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))
    onlooker = SeatFactory(trip=zoe.trip, observer=True)

    for deed in (
        lambda edit: begin_list(trip=zoe.trip, words=BAGS, edit=edit),
        lambda edit: add_item(checklist=item.checklist, words={"title": "Map"}, edit=edit),
        lambda edit: change_part(part=item, words={"done": True}, edit=edit),
        lambda edit: remove_part(part=item, edit=edit),
        lambda edit: restore_part(part=item, edit=edit),
    ):
        with pytest.raises(PermissionDenied):
            deed(an_edit(onlooker, item))
        Trip.objects.update(state=TripState.TRAVELLED)
        with pytest.raises(TripOverError):
            deed(an_edit(zoe, item))
        Trip.objects.update(state=TripState.PLANNED)


def test_a_deadline_moves_with_the_departure_unless_a_day_is_written():
    trip = TripFactory(starts_on=date(2027, 5, 3))
    item = ItemFactory(checklist=ChecklistFactory(trip=trip), days_before=14)
    fixed = ItemFactory(checklist=item.checklist, days_before=14, due_on=date(2027, 4, 1))
    open_dates = ItemFactory(checklist=ChecklistFactory(trip=TripFactory(starts_on=None)))
    open_dates.days_before = 14

    assert [one.due for one in (item, fixed, open_dates)] == [
        date(2027, 4, 19),
        date(2027, 4, 1),
        None,
    ]
