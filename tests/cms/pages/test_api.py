"""Destinations for programs."""

import pytest

from hosting.communities.states import CommunityState
from tests.answers import fits_its_description
from tests.factories.cms import in_french, make_destination
from tests.factories.hosting import CommunityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]

DESTINATIONS = "/api/v1/destinations/"


def test_destinations_are_told_with_their_public_communities(client, index):
    shown, hidden = CommunityFactory(), CommunityFactory(state=CommunityState.DRAFT)
    page = make_destination(index, shown, hidden)

    answer = client.get(f"{DESTINATIONS}?lang=en")

    (data,) = answer.json()["items"]
    assert (data["id"], data["title"]) == (str(page.translation_key), "The valley")
    assert [one["id"] for one in data["communities"]] == [shown.public_id]
    fits_its_description(client, DESTINATIONS, answer)
    one = client.get(f"{DESTINATIONS}{page.translation_key}/?lang=en")
    assert one.json() == data
    fits_its_description(client, f"{DESTINATIONS}{{id}}/", one)


def test_a_destination_is_the_same_in_every_language(client, home, index):
    page = make_destination(index, CommunityFactory())
    for one in (home, index, page):
        in_french(one, title=f"{one.title} (fr)")

    data = client.get(f"{DESTINATIONS}{page.translation_key}/?lang=fr").json()

    assert (data["title"], data["language"]) == ("The valley (fr)", "fr")


def test_what_is_not_published_is_not_there(client, index):
    page = make_destination(index, CommunityFactory())
    page.unpublish()

    assert client.get(f"{DESTINATIONS}?lang=en").json()["items"] == []
    for name in (page.translation_key, "nothing", "00000000-0000-0000-0000-000000000000"):
        assert client.get(f"{DESTINATIONS}{name}/?lang=en").status_code == 404
