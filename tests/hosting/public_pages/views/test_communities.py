"""Communities, as a visitor reads them."""

import pytest
from django.urls import reverse
from django.utils import translation

from hosting.communities.states import CommunityState, MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CauseFactory, CommunityFactory, MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory.create_batch(count, community=StayFactory().community)

    with django_assert_num_queries(5):
        response = client.get("/en/communities/")

    assert len(response.context["communities"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_community_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    community = CommunityFactory()
    community.causes.set(CauseFactory.create_batch(count))
    StayFactory.create_batch(count, community=community)
    MembershipFactory.create_batch(count, community=community, coordinator=True)

    with django_assert_num_queries(12):
        response = client.get(community.get_absolute_url())

    assert len(response.context["page"].people) == 2 * count


@pytest.mark.parametrize(
    ("state", "links"),
    [(None, 2), (MembershipState.LEFT, 2), (MembershipState.ACTIVE, 0)],
)
def test_a_community_asks_only_outsiders_to_join(client, state, links):
    community, person = CommunityFactory(), UserFactory()
    if state:
        MembershipFactory(community=community, person=person, state=state)
    client.force_login(person)
    with translation.override("en"):
        apply_url = reverse("hosting:membership-apply", args=[community.address])
        report_url = reverse("moderation:report", args=["community", community.public_id])

    page = client.get(community.get_absolute_url()).text

    assert page.count(f'href="{apply_url}"') == links
    assert page.count(f'href="{report_url}"') == 1


def test_a_community_that_does_not_welcome_yet_is_not_found(client):
    community = CommunityFactory(state=CommunityState.DRAFT)
    coordinator = MembershipFactory(community=community, coordinator=True).person

    to_a_stranger = client.get(community.get_absolute_url())
    client.force_login(coordinator)
    to_a_coordinator = client.get(community.get_absolute_url())

    assert to_a_stranger.status_code == 404
    assert 'content="noindex"' in to_a_coordinator.content.decode()


def test_an_old_slug_leads_to_the_new_one(client):
    community = CommunityFactory(name="New name")

    response = client.get(f"/en/communities/old-name-{community.public_id}/")

    assert (response.status_code, response.url) == (302, community.get_absolute_url())


def test_without_communities_the_list_says_so(client):
    assert "No community yet" in client.get("/en/communities/").content.decode()


def test_scripts_in_any_words_stay_words(client):
    bad = "<script>alert(1)</script>"
    community = CommunityFactory(name=bad, summary_en=bad, story=bad, territory=bad, charter=bad)

    page = client.get(community.get_absolute_url()).content.decode()
    listed = client.get("/en/communities/").content.decode()

    assert "<script>alert" not in page + listed


@pytest.mark.parametrize("where", ["/en/communities/", "page"])
def test_a_sentence_in_the_other_language_is_marked(client, where):
    community = CommunityFactory(summary_fr="Des voisins.", summary_en="", language="fr")

    address = community.get_absolute_url() if where == "page" else where
    page = client.get(address).content.decode()

    assert 'lang="fr">Des voisins.</' in page
    assert page.count("In French") == 1


def test_a_sentence_in_the_language_of_the_page_has_no_tag(client):
    CommunityFactory(summary_fr="Des voisins.", summary_en="Neighbours.")

    page = client.get("/en/communities/").content.decode()

    assert "Neighbours." in page
    assert "Des voisins." not in page
    assert "In French" not in page
