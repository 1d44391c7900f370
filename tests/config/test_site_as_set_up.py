"""What `manage.py setup_site` leaves on an empty site, and what it does when it is run again."""

import pytest
from django.test import Client, override_settings
from wagtail.models import Page, Site

from cms.pages.models import ContentPage, HomePage
from commons.accounts.models import User
from hosting.communities.models.communities import Membership
from hosting.communities.models.terms import Need
from tests.config.setting_up import ADDRESS, EVERYTHING, counts, know_few_places, run
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = ADDRESS
    settings.ALLOWED_HOSTS = ["valley.example", "testserver"]


@pytest.fixture(scope="module")
def made(module_rows):
    """A site that was made once, and what the command said."""
    know_few_places()
    with override_settings(BASE_URL=ADDRESS):
        return run(*EVERYTHING)


def test_a_new_site_has_pages_lists_address_and_administrator(made):
    site, ada = Site.objects.get(), User.objects.get()
    assert (site.hostname, site.port) == ("valley.example", 443)
    assert HomePage.objects.live().count() == 2
    assert not Page.objects.filter(title__startswith="Welcome to your new Wagtail site").exists()
    assert (ada.display_name, ada.is_superuser, ada.has_usable_password()) == ("Ada", True, False)
    assert User.objects.reachable().get() == ada
    assert Membership.objects.get(community__name="The valley", person=ada).is_coordinator
    assert Need.objects.count() == 14
    for name in ("Lists", "Pages", "Address", "Administrator", "Community"):
        assert f"made     {name}" in made
    for path in ("/fr/", "/en/", "/fr/offres/", "/en/stories/", "/sitemap.xml"):
        assert Client().get(path, headers={"host": "valley.example"}).status_code == 200, path


def test_an_administrator_comes_into_the_admin_and_finds_the_drafts(made, client):
    client.force_login(User.objects.get())

    page = client.get(f"/cms/pages/{HomePage.objects.get(slug='home').pk}/").text

    assert client.get("/cms/").status_code == 200
    assert "Legal notice" in page
    assert "Charter of hospitality" in page


def test_a_second_time_changes_nothing(made):
    before = counts()

    said = run(*EVERYTHING)

    assert counts() == before
    assert {line.split()[0] for line in said.splitlines()[:-1]} == {"ok"}


def test_a_filled_site_keeps_its_pages_people_and_words(made):
    legal = ContentPage.objects.get(slug="legal-notice")
    legal.title = "Who we are"
    legal.save_revision().publish()
    Need.objects.filter(slug="quiet").update(name_en="Somewhere quiet")
    bob = UserFactory(email="bob@example.org", display_name="Bob")

    said = run("--admin", "BOB@example.org")

    legal.refresh_from_db()
    bob.refresh_from_db()
    assert (legal.title, legal.live) == ("Who we are", True)
    assert Need.objects.get(slug="quiet").name_en == "Somewhere quiet"
    assert (bob.is_superuser, bob.display_name) == (True, "Bob")
    assert "made     Administrator: administrator rights for BOB@example.org" in said
