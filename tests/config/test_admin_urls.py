"""The Wagtail admin: who finds what behind its door, and what its pages may run."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from hosting.communities.actions.coordinators import name_coordinator
from hosting.offers.actions.review import submit_for_review
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.commons.accounts.views.entrance_pages import PASSWORD, log_in, member
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


def test_no_page_is_closed_by_a_password_that_anybody_may_guess(client):
    page = Site.objects.get(is_default_site=True).root_page
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])

    offered = client.get(address).context["form"].fields["restriction_type"].choices
    client.post(address, {"restriction_type": "password"})

    assert "password" not in dict(offered)
    assert not PageViewRestriction.objects.exists()


def every_address_of_the_admin():
    (admin,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "cms/"]
    return sorted(set(addresses(admin.url_patterns, "/cms/")) - {ODD})


@pytest.mark.parametrize("rights", [(), ("change_activation",)])
def test_a_coordinator_finds_only_offers_that_wait(client, settings, rights):
    """Whoever may declare an emergency besides finds no other door open for that."""
    # The header of each page counts what waits: as on the site, not at every page.
    settings.NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(minutes=1)
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


@pytest.fixture
def away(client, time_machine):
    """A coordinator who comes back to the admin after half an hour, and an offer that waits."""
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)
    first = MembershipFactory(community=stay.community, coordinator=True).person
    mine = MembershipFactory(community=stay.community, person=member())
    person = name_coordinator(membership=mine, by=first).person
    log_in(client, person)
    client.get("/cms/")
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    return stay


def test_a_reviewer_who_is_asked_again_sends_it_once_more(client, away):
    url = reverse(away.snippet_viewset.get_url_name("edit"), args=[away.pk])

    asked = client.post(url, {"title": "Sent before the question"})
    back = client.post(asked.url, {"password": PASSWORD})
    done = client.post(url, {"title": "Sent after the question"})

    assert back.url == url
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert done.status_code != HTTPStatus.FORBIDDEN


def test_nothing_that_was_sent_is_kept_while_somebody_is_asked(client, away):
    url = reverse(away.snippet_viewset.get_url_name("edit"), args=[away.pk])

    client.post(url, {"title": "Sent before the question"})

    kept = dict(client.session.items())
    assert "account_reauthentication_state" not in kept
    assert "before" not in str(kept)
