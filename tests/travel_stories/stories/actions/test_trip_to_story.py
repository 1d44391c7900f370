"""A trip becomes the draft of a story, and what is private in it stays there."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from hosting.requests.states import RequestState
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import RequestFactory, StayFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.stories.actions.trip_to_story import begin_story_of_trip
from travel_stories.stories.choices import AuthorRole, BlockKind
from travel_stories.stories.errors.stories import NothingToTellError
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.desks import companions_of
from travel_stories.trips.choices import StepKind, TripKind

pytestmark = pytest.mark.django_db


def told(trip, seat=None, key=None):
    return begin_story_of_trip(trip=trip, key=key or uuid4(), by=seat or SeatFactory(trip=trip))


def test_days_become_chapters_with_their_places_and_words():
    trip = TripFactory(kind=TripKind.FAMILY)
    mill = LocalityFactory(name="Montbazon")
    StepFactory(trip=trip, day=1, title="The mill", locality=mill, spot="Behind the blue door")
    StepFactory(trip=trip, day=3, kind=StepKind.NOTE, title="Rain", words="All day long")
    StepFactory(trip=trip, day=3, kind=StepKind.LEG, title="By bike")
    StepFactory(trip=trip, day=None, title="Not placed", locality=mill)

    story = told(trip)

    chapters = list(story.chapters.in_order())
    assert [(one.title, one.on) for one in chapters] == [
        ("Montbazon", trip.date_of(1)),
        ("", trip.date_of(3)),
    ]
    blocks = Block.objects.in_order().values_list("kind", "title", "text")
    assert list(blocks) == [
        (BlockKind.PLACE, "The mill", ""),
        (BlockKind.TEXT, "Rain", "<p>All day long</p>"),
    ]
    assert (story.trip, story.travelled_as, story.season) == (trip, TripKind.FAMILY, "spring")


def test_a_host_is_shown_where_both_sides_had_agreed():
    trip = TripFactory()
    met, asked = StayFactory(), StayFactory()
    for stay, state in ((met, RequestState.AGREED), (asked, RequestState.SENT)):
        request = RequestFactory(offer=stay, state=state)
        StepFactory(trip=trip, kind=StepKind.OFFER, title="Night", offer=stay, request=request)

    story = told(trip)

    assert [block.offer_id for block in Block.objects.filter(chapter__story=story)] == [met.pk]


def test_the_one_who_tells_leads_and_the_others_can_be_asked():
    trip = TripFactory()
    StepFactory(trip=trip, words="Rain", by=SeatFactory(trip=trip, left=True))
    zoe, ada = SeatFactory(trip=trip), SeatFactory(trip=trip)
    SeatFactory(trip=trip, guest=True)

    story = told(trip, zoe)

    seat = story.authors.get()
    assert (seat.person, seat.role) == (zoe.person, AuthorRole.LEAD)
    assert companions_of(seat) == [ada]


def test_one_press_is_one_story():
    trip = TripFactory()
    StepFactory(trip=trip, words="Rain")
    zoe, key = SeatFactory(trip=trip), uuid4()

    stories = {told(trip, zoe, key) for _ in range(2)}

    assert len(stories) == Story.objects.count() == 1
    assert Block.objects.count() == 1


def test_an_empty_trip_says_so():
    with pytest.raises(NothingToTellError):
        told(TripFactory())


@pytest.mark.parametrize("traits", [{"guest": True}, {"observer": True}, {"left": True}])
def test_telling_needs_an_account_and_a_part_in_the_trip(traits):
    trip = TripFactory()
    StepFactory(trip=trip, words="Rain")

    with pytest.raises(PermissionDenied):
        told(trip, SeatFactory(trip=trip, **traits))
