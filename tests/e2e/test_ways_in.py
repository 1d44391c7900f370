"""Somebody without an account who would like to host arrives at a community near them."""

import pytest

from commons.geography.models import Locality
from commons.geography.selectors.localities import read_gazetteer
from demo.accounts import PASSWORD
from hosting.communities.models.communities import Membership
from tests.config.setting_up import know_few_places
from tests.e2e.conftest import PHONE
from tests.e2e.two_sides import LiveSite
from tests.e2e.walking import Person, Words
from tests.factories.hosting import CommunityFactory

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL, COMMUNITY = "camille@example.net", "Under the poplars"


@pytest.fixture
def site(live_server, settings):
    settings.BASE_URL = live_server.url  # letters lead there
    know_few_places()
    read_gazetteer.cache_clear()
    return LiveSite(live_server.url)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visitor_becomes_a_candidate_of_a_community_nearby(open_page, site, scripts):
    CommunityFactory(name=COMMUNITY, locality=Locality.objects.get(code="fr:37003"))
    camille = Person(open_page(PHONE, java_script_enabled=scripts), site, Words("en"), EMAIL)

    camille.opens("communities/")
    camille.follows("Become a host")
    camille.fills("Your town or village", "Bléré")
    if scripts:
        camille.page.keyboard.press("Enter")  # suggestions lie over the button
    else:
        camille.clicks("Find communities")
    camille.follows_to(f"Join {COMMUNITY}")
    camille.reads("First create an account with your name and email address.")
    camille.follows("Create an account")
    camille.fills("Your name, as other people will see it", "Camille")
    camille.fills("Your email address", EMAIL)
    camille.fills("Password", PASSWORD)
    camille.clicks("Create my account")
    camille.reads("Check your email")
    camille.opens_the_letter("Welcome: confirm your email address")
    camille.clicks("Confirm your address")
    camille.reads("Join the community")
    camille.fills("Who are you, and why this community?", "I have a barn and know Odile.")
    camille.clicks("Send my introduction")

    camille.reads("Invite members who know you")
    membership = Membership.objects.get()
    assert (membership.person.email, membership.community.name) == (EMAIL, COMMUNITY)
