"""Somebody without a pointer: every stop of the Tab key is seen, and deeds are done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.keys import Keys
from tests.e2e.people import Traveller
from tests.e2e.walking import Words


@pytest.fixture
def camille(demo_site, open_page):
    """Logged in, and the pages stand still while one walks."""
    page = open_page(DESKTOP, reduced_motion="reduce")
    traveller = Traveller(page, demo_site, Words("en"), "camille.roussel@example.org")
    traveller.logs_in()
    return traveller


MILL = "offers/?q=Moulin+du+Bourg"  # to its page
WAYS = {
    "": ("Skip to content", "Where", "Check-in"),
    "offers/?place=Tours&kind=stay": ("Skip to content", "Stays", "Zoom in", "offers"),
    MILL: ("Check-in", "Check-out", "Write to"),
    "me/": ("My settings",),
}


def address_of(page, site, way):
    """Each demonstration draws other names for its offers: one of them is looked for."""
    address = f"{site.url}/en/{way}"
    if way != MILL:
        return address
    page.goto(address)
    return page.get_by_role("link", name="Le Moulin du Bourg").first.evaluate("a => a.href")


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_stop_is_seen(camille, demo_site, device):
    keys = Keys(camille.page)
    camille.page.set_viewport_size(device["viewport"])

    for way, landmarks in WAYS.items():
        keys.opens(address_of(camille.page, demo_site, way))
        stops = keys.walks()

        names = "\n".join(stop["name"] for stop in stops)
        assert [(way, stop) for stop in stops if stop["covered"] or not stop["seen"]] == []
        assert [name for name in landmarks if name not in names] == []


def test_the_skip_link_leads_past_the_head(camille, demo_site):
    keys = Keys(camille.page)
    keys.opens(f"{demo_site.url}/en/")

    keys.comes_to("Skip to content").sends("Enter")
    first = keys.steps()

    assert first["name"] == "The map"


def test_a_request_is_sent_with_keys_alone(camille, demo_site):
    keys, words = Keys(camille.page), "We come on foot."
    arrival = timezone.localdate() + timedelta(days=90)
    keys.opens(f"{address_of(camille.page, demo_site, MILL)}ask/")

    keys.comes_to("Check-in").types(f"{arrival:%m%d%Y}")
    keys.comes_to("Check-out").types(f"{arrival + timedelta(days=2):%m%d%Y}")
    keys.comes_to("Full price").sends("Space")
    keys.comes_to("Your message").types(words)
    keys.comes_to("Send request").sends("Enter")

    camille.reads("Your request has been sent.")
    camille.sees(words)


def test_the_menu_of_a_phone_opens_and_leads_on(live_server, open_page):
    page = open_page(PHONE | {"locale": "en-GB"}, reduced_motion="reduce")
    keys = Keys(page)
    keys.opens(f"{live_server.url}/en/communities/")

    keys.comes_to("Menu").sends("Enter")
    keys.comes_to("Offers").sends("Enter")

    page.wait_for_url("**/en/offers/")


def test_a_dialog_keeps_the_focus_and_gives_it_back(live_server, settings, desktop):
    settings.UI_SHOW_STYLEGUIDE = True
    keys = Keys(desktop)
    keys.opens(f"{live_server.url}/en/styleguide/")
    opener = desktop.get_by_role("button", name="Open the question")
    opener.focus()

    keys.sends("Enter")
    inside = [keys.stop()["name"], keys.steps()["name"]]
    keys.sends("Escape")

    assert inside == ["Keep it", "Withdraw the offer"]
    expect(opener).to_be_focused()


def test_a_map_that_arrives_under_the_focus_takes_it_over(live_server, settings, desktop):
    settings.UI_SHOW_STYLEGUIDE = True
    waiting = []
    desktop.route("**/leaflet.js", lambda route: waiting.append(route))
    desktop.goto(f"{live_server.url}/en/styleguide/")
    drawn = desktop.locator("#sample-map")
    with desktop.expect_request("**/leaflet.js"):
        drawn.scroll_into_view_if_needed()
    drawn.locator("a.map__pin").first.focus()

    waiting[0].continue_()
    drawn.locator(".place-map__pin").first.wait_for()

    expect(drawn.locator(".place-map__sheet")).to_be_focused()
