"""Communities around a place."""

import pytest
from django.urls import reverse

from core.values.geo import Point
from hosting.communities.states import CommunityState
from hosting.public_pages.presenters.nearby_communities import NearbyCommunity, communities_near
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db

TOURS = Point(47.39, 0.69)


def community_at(latitude, **fields):
    return CommunityFactory(
        locality__latitude=latitude, locality__longitude=TOURS.longitude, **fields
    )


def test_communities_near_gives_the_nearest_first(django_assert_num_queries):
    far = community_at(47.9)
    near = community_at(47.40, locality__name="Cormery")
    community_at(49.0)
    MembershipFactory(community=near)
    MembershipFactory(community=near, candidate=True)

    with django_assert_num_queries(2):
        found = communities_near(TOURS, most=2)

    assert [one.url for one in found] == [near.get_absolute_url(), far.get_absolute_url()]
    assert found[0] == NearbyCommunity(
        name=near.name,
        url=near.get_absolute_url(),
        join_url=reverse("hosting:membership-apply", args=[near.address]),
        place="Cormery",
        summary="Neighbours along the river.",
        lang="en",
        members=1,
        metres=near.point.distance_to(TOURS),
    )


def test_communities_near_leaves_out_what_is_more_than_100_km_away():
    near, _far = community_at(48.2), community_at(48.4)

    found = communities_near(TOURS)

    assert [one.name for one in found] == [near.name]


@pytest.mark.parametrize(("latitude", "is_here"), [(47.39, True), (47.40, False)])
def test_a_community_of_the_place_itself_is_here(latitude, is_here):
    community_at(latitude)

    (found,) = communities_near(TOURS)

    assert found.is_here == is_here


@pytest.mark.parametrize("state", [CommunityState.DRAFT, CommunityState.PAUSED])
def test_communities_near_leaves_out_those_that_take_nobody_in(state):
    community_at(47.40, state=state)

    assert communities_near(TOURS) == []
