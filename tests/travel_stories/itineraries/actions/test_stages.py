"""Steps come into an itinerary, change, move, leave it and come back."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory, TipFactory
from tests.factories.itineraries import ComposerFactory, StageFactory, a_stage
from tests.factories.stories import StoryFactory
from travel_stories.itineraries.actions import stages
from travel_stories.itineraries.actions.stages import (
    add_stage,
    change_stage,
    move_stage,
    remove_stage,
    restore_stage,
)
from travel_stories.itineraries.errors import (
    ItineraryChangedError,
    OfferClosedError,
    StageDayError,
    StageGoneError,
    StoryNotPublicError,
    TooManyStagesError,
)
from travel_stories.itineraries.models.itineraries import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def composer():
    return ComposerFactory()


def in_order(itinerary):
    return [(one.day, one.title) for one in itinerary.stages.present().in_order()]


def test_add_stage_puts_a_step_at_the_end_of_its_day(composer):
    for title, day in (("b", 2), ("a", 1), ("c", 2)):
        a_stage(composer, title=title, day=day)

    assert in_order(composer.itinerary) == [(1, "a"), (2, "b"), (2, "c")]


def test_add_stage_twice_under_one_key_adds_one(composer):
    key, words = uuid4(), {"kind": "place", "title": "x", "day": 1}

    for _ in range(2):
        add_stage(itinerary=composer.itinerary, words=words, key=key, by=composer.person)

    assert composer.itinerary.stages.count() == 1


def test_offers_of_anybody_and_tips_are_steps_alike(composer):
    offer, tip = StayFactory(), TipFactory()

    for one in (offer, tip):
        a_stage(composer, kind="offer", offer=one)

    assert [one.offer_id for one in composer.itinerary.stages.in_order()] == [offer.pk, tip.pk]


@pytest.mark.parametrize("state", ["draft", "paused", "own draft"])
def test_add_stage_refuses_an_offer_that_isn_t_public(composer, state):
    host = {"host": composer.person} if state == "own draft" else {}
    offer = StayFactory(draft="draft" in state, **host)
    if state == "paused":
        offer.state = OfferState.PAUSED
        offer.save()

    with pytest.raises(OfferClosedError):
        a_stage(composer, kind="offer", offer=offer)

    assert composer.itinerary.stages.count() == 0


def test_add_stage_refuses_a_story_that_isn_t_public(composer):
    with pytest.raises(StoryNotPublicError):
        a_stage(composer, kind="story", story=StoryFactory())


@pytest.mark.parametrize("day", [0, 4])
def test_add_stage_refuses_a_day_outside(composer, day):
    with pytest.raises(StageDayError):
        a_stage(composer, day=day)


def test_add_stage_refuses_too_many(composer, monkeypatch):
    monkeypatch.setattr(stages, "MOST_STAGES", 1)
    gone = remove_stage(stage=a_stage(composer), by=composer.person)
    a_stage(composer)

    with pytest.raises(TooManyStagesError):
        a_stage(composer)
    with pytest.raises(TooManyStagesError):
        restore_stage(stage=gone, by=composer.person)


def test_change_stage_writes_words_and_leaves_its_place(composer):
    stage = a_stage(composer, day=2)

    change_stage(
        stage=stage, words={"words": "Sit.", "mode": "walk"}, based_on=99, by=composer.person
    )

    stage.refresh_from_db()
    assert (stage.day, stage.words, stage.mode) == (2, "Sit.", "walk")


def test_change_stage_refuses_words_on_something_older(composer):
    stage = a_stage(composer)
    first = {"stage": stage, "based_on": stage.version, "by": composer.person}
    change_stage(words={"words": "Theirs"}, **first)

    with pytest.raises(ItineraryChangedError):
        change_stage(words={"words": "Mine"}, **first)

    assert Stage.objects.get().words == "Theirs"


def test_change_stage_keeps_a_closed_offer_and_takes_no_other(composer):
    offer, other = StayFactory(), StayFactory(draft=True)
    stage = a_stage(composer, kind="offer", offer=offer)
    offer.state = OfferState.PAUSED
    offer.save()
    change = {"stage": stage, "based_on": 99, "by": composer.person}

    change_stage(words={"offer": offer, "words": "Still here"}, **change)
    with pytest.raises(OfferClosedError):
        change_stage(words={"offer": other}, **change)

    assert Stage.objects.get().words == "Still here"


def test_move_stage_goes_behind_another_to_the_top_and_to_another_day(composer):
    a, b, c = (a_stage(composer, title=title) for title in "abc")
    by = composer.person

    move_stage(stage=c, day=1, after=a, by=by)
    move_stage(stage=b, day=1, after=None, by=by)
    move_stage(stage=a, day=3, after=None, by=by)

    assert in_order(composer.itinerary) == [(1, "b"), (1, "c"), (3, "a")]


def test_move_stage_a_hundred_times_always_finds_room(composer):
    a, b = (a_stage(composer, title=title) for title in "ab")
    a_stage(composer, title="c")

    for number in range(100):
        moved, other = (b, a) if number % 2 else (a, b)
        other.refresh_from_db()
        move_stage(stage=moved, day=1, after=other, by=composer.person)

    assert in_order(composer.itinerary)[:2] == [(1, "a"), (1, "b")]


def test_remove_stage_and_restore_stage_bring_it_back_into_what_there_is(composer):
    stage = a_stage(composer, day=3)

    for _ in range(2):
        stage = remove_stage(stage=stage, by=composer.person)
    assert in_order(composer.itinerary) == []
    with pytest.raises(StageGoneError):
        change_stage(stage=stage, words={}, based_on=99, by=composer.person)
    composer.itinerary.days = 1
    composer.itinerary.save()
    for _ in range(2):
        stage = restore_stage(stage=stage, by=composer.person)

    assert in_order(composer.itinerary) == [(1, "A bench")]


@pytest.mark.parametrize("deed", ["add", "change", "move", "remove", "restore"])
def test_a_stranger_touches_no_step(deed):
    stage, by = StageFactory(), UserFactory()
    deeds = {
        "add": lambda: add_stage(itinerary=stage.itinerary, words={}, key=uuid4(), by=by),
        "change": lambda: change_stage(stage=stage, words={}, based_on=0, by=by),
        "move": lambda: move_stage(stage=stage, day=1, after=None, by=by),
        "remove": lambda: remove_stage(stage=stage, by=by),
        "restore": lambda: restore_stage(stage=stage, by=by),
    }

    with pytest.raises(PermissionDenied):
        deeds[deed]()
