"""The Wagtail admin: who finds what behind its door, and what its pages may run."""

import re
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLResolver, get_resolver, reverse

from hosting.communities.actions.coordinators import name_coordinator
from hosting.offers.actions.review import submit_for_review
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db

ODD = "/cms/failwhale/"  # Wagtail's own bell: it always breaks


def coordinator_of(community):
    first = MembershipFactory(community=community, coordinator=True).person
    return name_coordinator(membership=MembershipFactory(community=community), by=first).person


def addresses(patterns, before=""):
    """Every address below, with 1 wherever something is asked for."""
    for pattern in patterns:
        address = before + re.sub(r"\^|\$|\\Z", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield re.sub(r"<[^>]*>|\(\?P<\w+>[^)]*\)", "1", address)


def every_address_of_the_admin():
    (admin,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "cms/"]
    return sorted(set(addresses(admin.url_patterns, "/cms/")) - {ODD})


@pytest.mark.parametrize("rights", [(), ("change_activation",)])
def test_a_coordinator_finds_only_offers_that_wait(client, rights):
    """Whoever may declare an emergency besides finds no other door open for that."""
    person = coordinator_of(StayFactory().community)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(person)

    found = {url: client.get(url).status_code for url in every_address_of_the_admin()}

    opened = [url for url, status in found.items() if status == HTTPStatus.OK]
    assert opened == ["/cms/", "/cms/dismissibles/", "/cms/jsi18n/", "/cms/sprite/"]
    assert len(found) > 200


def test_a_coordinator_sees_no_menu_to_what_is_closed(client):
    client.force_login(coordinator_of(StayFactory().community))

    page = client.get("/cms/").content.decode()

    assert reverse("wagtailadmin_reports:site_history") not in page


def test_somebody_of_the_co_operative_is_not_held_back(client):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    client.force_login(person)

    answer = client.get("/cms/snippets/hosting/community/")

    assert answer.status_code == HTTPStatus.OK


def test_an_account_is_kept_in_our_settings_not_in_the_admin(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    answer = client.get("/cms/account/")

    assert answer.headers["Location"] == reverse("accounts:settings")


def test_the_admin_may_run_the_scripts_of_its_pages_and_the_site_may_not(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    admin = client.get("/cms/").headers["Content-Security-Policy"]
    site = client.get(reverse("hosting:community-list")).headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in admin
    assert "unsafe-inline" not in site


def test_the_preview_of_an_offer_runs_nothing(client):
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)
    client.force_login(coordinator_of(stay.community))
    url = reverse(stay.snippet_viewset.get_url_name("preview_on_edit"), args=[stay.pk])

    shown = client.get(url)

    assert "unsafe-inline" not in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("language", "words"), [("fr", "Tableau de bord"), ("en", "Dashboard")])
def test_admin_speaks_the_language_of_the_person(client, language, words):
    client.force_login(UserFactory(is_superuser=True, is_staff=True, language=language))
    other = "en" if language == "fr" else "fr"

    page = client.get("/cms/", headers={"accept-language": other}).text

    assert f"<title>{words}" in " ".join(page.split()).replace("<title> ", "<title>")
    assert client.get("/fr/").headers["Content-Language"] == "fr"
