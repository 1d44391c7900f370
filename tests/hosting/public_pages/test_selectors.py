"""What lies around a community, from public lists."""

import pytest

from core.values.geo import Point
from hosting.public_pages.selectors import MAX_LANDMARKS, surroundings_of
from tests.factories.geography import LandmarkFactory
from tests.factories.hosting import CommunityFactory

pytestmark = pytest.mark.django_db

LOCHES = Point(47.128, 0.995)


def test_the_nearest_come_first_and_what_is_far_stays_away():
    far, near, nearer = (
        LandmarkFactory(latitude=LOCHES.latitude + north, longitude=LOCHES.longitude)
        for north in (0.5, 0.02, 0.01)
    )

    found = surroundings_of(LOCHES)

    assert [one.name for one in found.landmarks] == [nearer.name_en, near.name_en]
    assert far.name_en not in found.creators
    assert found.creators == "Touraine Est"


def test_of_many_only_some_are_shown():
    LandmarkFactory.create_batch(
        MAX_LANDMARKS + 3, latitude=LOCHES.latitude, longitude=LOCHES.longitude
    )

    assert len(surroundings_of(LOCHES).landmarks) == MAX_LANDMARKS


def test_where_no_list_tells_of_anything_there_is_nothing():
    assert surroundings_of(LOCHES) is None


def test_the_page_of_a_community_names_who_told_of_its_surroundings(client):
    community = CommunityFactory()
    middle = community.locality.point
    landmark = LandmarkFactory(latitude=middle.latitude, longitude=middle.longitude)

    page = client.get(community.get_absolute_url()).content.decode()

    assert landmark.name_en in page
    assert "DATAtourisme, Touraine Est (Licence Ouverte 2.0)" in page
