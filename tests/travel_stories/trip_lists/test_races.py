"""Rivals at a list: a tick counts once, one of two takes a line on, one file of papers begins."""

import pytest

from tests.factories.travel_stories import ChecklistFactory, ItemFactory, SeatFactory, an_edit
from tests.rivals import outcomes_at_once
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_lists.actions import begin_list, change_part, remove_part, restore_part
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trips.models.plans import Change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def zoe():
    return SeatFactory(name="Zoé")


@pytest.fixture
def samir(zoe):
    return SeatFactory(trip=zoe.trip, name="Samir")


def a_line(zoe):
    return ItemFactory(checklist=ChecklistFactory(trip=zoe.trip))


def changes():
    return Change.objects.filter(verb=Verb.CHANGED).count()


def test_two_who_tick_one_line_at_once_tick_it_once(zoe, samir):
    line = a_line(zoe)

    said = outcomes_at_once(
        *(
            lambda who=who: change_part(part=line, words={"done": True}, edit=an_edit(who, line))
            for who in (zoe, samir) * 3
        )
    )

    assert said == ["done"] * 6
    assert ChecklistItem.objects.get().done
    assert changes() == 1


def test_of_two_who_take_a_line_on_at_once_one_does_and_the_other_is_asked(zoe, samir):
    line = a_line(zoe)

    said = outcomes_at_once(
        *(
            lambda who=who: change_part(part=line, words={"who": who}, edit=an_edit(who, line))
            for who in (zoe, samir)
        )
    )

    assert sorted(said) == ["ChangedMeanwhileError", "done"]
    assert ChecklistItem.objects.get().who == (zoe, samir)[said.index("done")]
    assert changes() == 1


def test_a_tick_against_a_removal_is_refused_or_came_first(zoe, samir):
    line = a_line(zoe)

    said = outcomes_at_once(
        lambda: change_part(part=line, words={"done": True}, edit=an_edit(zoe, line)),
        lambda: remove_part(part=line, edit=an_edit(samir, line)),
    )

    assert sorted(said) in (["PartGoneError", "done"], ["ChangedMeanwhileError", "done"])


def test_a_line_comes_back_once(zoe, samir):
    line = a_line(zoe)
    gone = remove_part(part=line, edit=an_edit(zoe, line))

    said = outcomes_at_once(
        *(
            lambda who=who: restore_part(part=gone, edit=an_edit(who, gone))
            for who in (zoe, samir) * 2
        )
    )

    assert said == ["done"] * 4
    assert Change.objects.filter(verb=Verb.RESTORED).count() == 1


def test_two_who_begin_the_file_of_papers_at_once_share_one(zoe, samir):
    words = {"title": "Papers", "kind": ChecklistKind.PAPERS}

    outcomes_at_once(
        *(
            lambda who=who: begin_list(trip=zoe.trip, words=words, edit=an_edit(who))
            for who in (zoe, samir) * 2
        )
    )

    assert Checklist.objects.count() == 1
