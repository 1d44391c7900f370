"""What blocks of editors ask for, and who they show."""

from types import SimpleNamespace

import pytest

from cms.blocks.selectors.dynamic_blocks import Asked, people_of, stories_asked_by
from hosting.communities.states import CommunityState
from tests.cms.discovery.landscape import LOCHES, story_through
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    CommunityFactory,
    InterestFactory,
    MembershipFactory,
    StayFactory,
)
from travel_stories.stories.models.listings import StoryListing

pytestmark = pytest.mark.django_db


def test_asked_for_nothing_is_every_public_offer():
    stay = StayFactory()
    StayFactory(draft=True)

    assert list(Asked().offers()) == [stay.offer_ptr]


def test_asked_keeps_to_community_kind_and_interest():
    community, interest = CommunityFactory(), InterestFactory()
    wanted = StayFactory(community=community)
    others = [StayFactory(), ActivityFactory(community=community)]
    for offer in (wanted, *others):
        offer.interests.add(interest)
        offer.save()
    StayFactory(community=community)

    asked = Asked(communities=(community,), interests=(interest,), kind="stay")

    assert list(asked.offers()) == [wanted.offer_ptr]


def test_people_of_are_those_of_a_public_community():
    membership = MembershipFactory(coordinator=True)
    hidden = MembershipFactory(coordinator=True, community__state=CommunityState.DRAFT)

    assert people_of(None) == people_of(hidden.community) == []
    [shown] = people_of(membership.community)
    assert shown.name == membership.person.display_name


FAR = (43.3, 5.4)


def titles_asked(page=None, **asked):
    block = {"place": None, "interest": None, "count": 3} | asked
    return [card.title for card in stories_asked_by(block, page)]


def test_stories_asked_by_nothing_are_the_newest():
    for title in ("Rain", "Sun"):
        story_through(LOCHES, title=title)

    assert titles_asked(count=1) == ["Sun"]


def test_stories_asked_by_a_place_are_those_around():
    story_through(LOCHES, title="Rain")
    story_through(FAR, title="Salt")
    latitude, longitude = LOCHES

    around = LocalityFactory(latitude=latitude, longitude=longitude)

    assert titles_asked(place=around) == ["Rain"]


def test_stories_asked_by_an_interest_have_it_as_a_theme():
    interest = InterestFactory()
    told = story_through(LOCHES, title="Rain")
    story_through(LOCHES, title="Sun")
    StoryListing.objects.get(story=told).themes.add(interest)

    assert titles_asked(interest=interest) == ["Rain"]


def test_stories_asked_by_the_page_of_a_community_are_those_around_it():
    story_through(LOCHES, title="Rain")
    story_through(FAR, title="Salt")
    latitude, longitude = LOCHES
    locality = LocalityFactory(latitude=latitude, longitude=longitude)
    page = SimpleNamespace(tellers=[CommunityFactory(locality=locality)])

    assert titles_asked(page) == ["Rain"]
