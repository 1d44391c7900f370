"""Rivals at one itinerary: two editors, a reader while somebody changes, a double press."""

from uuid import uuid4

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.itineraries import a_reader, a_stage, published, with_steps
from tests.rivals import at_once, outcomes_at_once
from travel_stories.itineraries.actions.itineraries import begin_itinerary
from travel_stories.itineraries.actions.publication import (
    publish_itinerary,
    submit_itinerary,
    withdraw_itinerary_submission,
)
from travel_stories.itineraries.actions.stages import add_stage, change_stage, move_stage
from travel_stories.itineraries.actions.trips import begin_trip_from_itinerary
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db(transaction=True)


def members(composer, count):
    memberships = MembershipFactory.create_batch(count, community=composer.itinerary.community)
    return [one.person for one in memberships]


def test_of_five_editors_of_one_step_one_is_faster():
    composer = with_steps()
    stage = composer.itinerary.stages.in_order().first()
    rivals = members(composer, 5)

    results = at_once(
        *(
            lambda by=person: change_stage(
                stage=stage, words={"title": by.display_name}, based_on=stage.version, by=by
            )
            for person in rivals
        )
    )

    winners = [one for one in results if isinstance(one, Stage)]
    assert [Stage.objects.get(pk=stage.pk).title] == [one.title for one in winners]


def test_of_five_who_add_and_move_at_once_nothing_is_lost():
    composer = with_steps()
    stage = composer.itinerary.stages.in_order().first()
    rivals = members(composer, 5)
    words = {"kind": "place", "title": "x", "day": 1}
    deeds = [
        lambda by=person: add_stage(itinerary=composer.itinerary, words=words, key=uuid4(), by=by)
        for person in rivals[:4]
    ]

    at_once(*deeds, lambda: move_stage(stage=stage, day=1, after=None, by=rivals[4]))

    ranks = composer.itinerary.stages.values_list("rank", flat=True)
    assert len(ranks) == len(set(ranks)) == 6
    assert Itinerary.objects.get().last_number == composer.itinerary.last_number + 5


def test_an_itinerary_is_published_as_it_was_read_or_not_at_all():
    composer = with_steps()
    itinerary = submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    reader, seen = a_reader(itinerary), itinerary.last_number

    def take_back_and_change():
        withdraw_itinerary_submission(itinerary=itinerary, by=composer.person)
        return a_stage(composer, title="Unread")

    at_once(
        lambda: publish_itinerary(itinerary=itinerary, seen=seen, by=reader), take_back_and_change
    )

    shown = ItineraryEdition.objects.first()
    assert shown is None or "Unread" not in [one.title for one in shown.stages.all()]


def test_of_two_readers_one_publishes():
    composer = with_steps()
    itinerary = submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    readers, seen = [a_reader(itinerary) for _ in range(2)], itinerary.last_number

    results = outcomes_at_once(
        *(
            lambda by=reader: publish_itinerary(itinerary=itinerary, seen=seen, by=by)
            for reader in readers
        )
    )

    assert sorted(results) == ["IllegalTransitionError", "done"]
    assert ItineraryEdition.objects.get().stages.count() == 2


def test_whoever_writes_just_now_never_publishes():
    composer = with_steps()
    reader = a_reader(composer.itinerary)
    itinerary = Itinerary.objects.get()

    def write_and_hand_in():
        a_stage(composer)
        return submit_itinerary(itinerary=itinerary, by=composer.person)

    def write_and_publish():
        add_stage(
            itinerary=itinerary,
            words={"kind": "place", "title": "x", "day": 1},
            key=uuid4(),
            by=reader,
        )
        return publish_itinerary(itinerary=itinerary, seen=9, by=reader)

    at_once(write_and_hand_in, write_and_publish, refusals=(Exception,))

    assert ItineraryEdition.objects.count() == 0


def test_a_double_press_begins_one_itinerary():
    member, key = MembershipFactory(), uuid4()

    at_once(
        *(
            lambda: begin_itinerary(
                community=member.community, words={"title": "x"}, key=key, by=member.person
            )
            for _ in range(4)
        )
    )

    assert Itinerary.objects.count() == 1


def test_a_double_press_takes_it_over_into_one_trip():
    edition, person, key = published(with_steps()), UserFactory(), uuid4()

    at_once(
        *(
            lambda: begin_trip_from_itinerary(edition=edition, starts_on=None, key=key, by=person)
            for _ in range(4)
        )
    )

    assert Trip.objects.count() == 1
    assert Step.objects.count() == 3  # two stops, and the way between them
