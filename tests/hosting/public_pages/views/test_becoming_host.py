"""How one becomes a host: which community is near, and who is led where."""

import pytest
from django.urls import reverse, translate_url

from commons.geography.selectors.localities import read_gazetteer
from hosting.communities.presenters.onboarding import step_titles
from hosting.communities.states import MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db

PAGE = "hosting:become-host"


@pytest.fixture(autouse=True)
def known_places():
    """The gazetteer of this test, and none of it afterwards."""
    LocalityFactory(name="Loches", latitude=47.128, longitude=0.995)
    read_gazetteer.cache_clear()
    yield
    read_gazetteer.cache_clear()


def test_become_host_explains_before_it_asks_anything(client):
    page = client.get(reverse(PAGE)).content.decode()

    assert "What it costs, and how you’re paid" in page
    assert all(title in page for title in step_titles().values())
    assert "within 14 days" in page
    assert "within 4 days" in page
    assert "Communities nearest to" not in page


def test_become_host_names_the_nearest_communities_with_a_way_to_join(client):
    community = CommunityFactory(locality__latitude=47.13, locality__longitude=0.99)
    MembershipFactory(community=community)

    page = " ".join(client.get(reverse(PAGE), {"place": "loches"}).content.decode().split())

    assert "Communities nearest to Loches" in page
    assert community.name in page
    assert '<span class="soft"> 1 member </span>' in page
    assert reverse("hosting:membership-apply", args=[community.address]) in page


@pytest.mark.parametrize(
    ("place", "refusal"),
    [
        pytest.param("", "Enter a town or village.", id="empty"),
        pytest.param("Qqqqq", "We can’t find this place. Check the spelling.", id="unknown"),
        pytest.param("x" * 200, "This place name is too long. Shorten it.", id="too-long"),
    ],
)
def test_become_host_says_what_is_wrong_with_a_place(client, place, refusal):
    page = client.get(reverse(PAGE), {"place": place})

    assert page.context["form"].errors == {"place": [refusal]}
    assert page.context["communities"] == []


def test_become_host_says_where_no_community_is_open(client):
    CommunityFactory(locality__latitude=51.22, locality__longitude=4.4)  # Antwerp

    page = client.get(reverse(PAGE), {"place": "Loches"}).content.decode()

    assert "No community near Loches yet" in page
    assert "There’s no community within 100 km." in page
    assert "Communities nearest to" not in page
    assert page.count(f'href="{reverse("hosting:founding-ask")}"') == 1


def test_become_host_names_no_distance_to_a_community_of_the_place_itself(client):
    CommunityFactory(locality__name="Bléré", locality__latitude=47.128, locality__longitude=0.995)

    page = " ".join(client.get(reverse(PAGE), {"place": "Loches"}).content.decode().split())

    assert '<p class="kicker"> in Bléré </p>' in page
    assert " 0 m " not in page


def test_become_host_shows_members_where_they_stand(client):
    membership = MembershipFactory(candidate=True)
    left = MembershipFactory(person=membership.person, state=MembershipState.LEFT)
    client.force_login(membership.person)

    page = client.get(reverse(PAGE)).content.decode()

    assert membership.get_absolute_url() in page
    assert left.get_absolute_url() not in page


def test_become_host_speaks_french_at_a_french_address(client):
    address = translate_url(reverse(PAGE), "fr")

    page = client.get(address).content.decode()

    assert address == "/fr/devenir-passeur/"
    assert "Quelle communauté est près de chez vous" in page


def test_the_head_and_the_foot_lead_visitors_to_become_a_host(client):
    page = client.get(reverse("hosting:community-list")).content.decode()

    assert page.count(f'href="{reverse(PAGE)}"') == 3  # head, menu and foot


def test_the_head_leads_members_to_their_desk_instead(client):
    client.force_login(UserFactory())

    page = client.get(reverse("hosting:community-list")).content.decode()

    assert page.count(f'href="{reverse(PAGE)}"') == 1  # the foot


def test_the_desk_of_a_newcomer_leads_to_become_a_host(client):
    client.force_login(UserFactory())

    page = client.get(reverse("notifications:desk")).content.decode()

    assert page.count(f'href="{reverse(PAGE)}"') == 2  # the panel and the foot


def test_a_community_offers_to_join_at_the_top_of_its_page(client):
    community = CommunityFactory()
    join = reverse("hosting:membership-apply", args=[community.address])

    page = client.get(community.get_absolute_url()).content.decode()

    assert page.index(join) < page.index('id="story"')


def test_a_community_shows_members_their_own_page_instead(client):
    membership = MembershipFactory()
    client.force_login(membership.person)

    page = client.get(membership.community.get_absolute_url()).content.decode()

    assert page.index(membership.get_absolute_url()) < page.index('id="story"')
