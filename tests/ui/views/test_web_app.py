"""Manifest, service worker and the page without network, as a browser asks for them."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone, translation

from tests.factories.hosting import AgreementFactory
from tests.factories.travel_stories import SeatFactory
from ui.offline_pages import KEPT_AFTER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "label"), [("en", "My desk"), ("fr", "Mon bureau")])
def test_the_manifest_speaks_the_language_of_its_address(client, code, label):
    answer = client.get(f"/{code}/manifest.webmanifest")

    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["id"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert (manifest["lang"], manifest["start_url"]) == (code, f"/{code}/")
    assert manifest["shortcuts"][-1]["name"] == label


def test_every_icon_of_the_manifest_is_there(client):
    icons = client.get("/en/manifest.webmanifest").json()["icons"]

    assert [finders.find(icon["src"].removeprefix("/static/")) is not None for icon in icons] == [
        True
    ] * 3
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}


def test_every_page_names_the_manifest_in_its_language(client):
    with translation.override("fr"):
        page = client.get(reverse("account_login")).text

    assert '<link rel="manifest" href="/fr/manifest.webmanifest">' in page


def test_the_worker_at_the_root_knows_which_pages_may_be_kept(client):
    answer = client.get("/offline-worker.js")

    scopes, pages, icon, script = answer.text.splitlines()
    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert json.loads(scopes.removeprefix("self.offlineScopes = ").rstrip(";")) == [
        "/en/me/requests/",
        "/en/trips/",
        "/fr/moi/demandes/",
        "/fr/voyages/",
    ]
    assert json.loads(pages.removeprefix("self.offlinePages = ").rstrip(";")) == {
        "en": "/en/offline/",
        "fr": "/fr/hors-ligne/",
    }
    assert icon == 'self.messageIcon = "/static/img/app-icons/icon-192.png";'
    assert script == 'importScripts("/static/js/offline-worker.js");'


def test_the_offline_page_names_nobody(client):
    person = SeatFactory().person
    client.force_login(person)

    page = client.get("/en/offline/").text

    assert "You’re offline" in page
    assert person.display_name not in page
    # Nothing tells a member from a visitor: to both the way to the desk is right.
    assert [reverse("notifications:desk") in page, "log-in" in page] == [True, False]


def test_an_agreement_says_until_when_it_may_be_kept(client):
    agreement = AgreementFactory()
    client.force_login(agreement.guest)

    answer = client.get(reverse("hosting:agreement-print", args=[agreement.request.public_id]))

    assert answer["Keep-Until"] == (agreement.check_out + KEPT_AFTER).isoformat()


def test_a_trip_without_dates_may_be_kept_a_week_after_it_was_seen(client):
    seat = SeatFactory(trip__starts_on=None)
    client.force_login(seat.person)

    answer = client.get(seat.trip.get_absolute_url())

    assert answer["Keep-Until"] == (timezone.localdate() + KEPT_AFTER).isoformat()
