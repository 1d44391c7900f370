"""The map as a page: the card of a pin, other layers, another part; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults_now
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, PlaceFactory, StayFactory
from tests.search.indexing import index_offers


@pytest.fixture
def two_stays():
    """Far enough from each other for a pin each."""
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.13, longitude=1.0)
    community = CommunityFactory(name="Along the Indre", locality=town)
    for title, latitude, longitude in (("The mill", 47.1, 0.9), ("The barn", 47.3, 1.2)):
        place = PlaceFactory(locality=town, latitude=latitude, longitude=longitude)
        StayFactory(title=title, place=place, community=community)
    index_offers()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_pin_opens_its_card_by_keyboard(live_server, open_page, two_stays, device):
    page = open_page(device)
    page.goto(f"{live_server.url}/en/map/?place=Loches&km=40")
    page.wait_for_load_state("networkidle")  # pins are drawn anew when all points are there
    pin = page.locator(".place-map__pin a", has_text="A")
    card = page.get_by_role("region", name="Selected on the map")

    pin.focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("heading").get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    expect(pin).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    assert faults_now(page) == []


def test_pins_are_large_enough_for_a_thumb(live_server, phone, two_stays):
    phone.goto(f"{live_server.url}/en/map/?place=Loches&km=40")
    expect(phone.locator(".place-map__pin a")).to_have_count(2)

    # what pins wear comes after them: until then what a finger reaches has no size
    reach = phone.wait_for_function(
        """() => {
            const sizes = [...document.querySelectorAll(".place-map__pin a")].flatMap((pin) => {
                const { width, height } = getComputedStyle(pin, "::before");
                return [parseFloat(width), parseFloat(height)];
            });
            return sizes.length && !sizes.some(Number.isNaN) && sizes;
        }"""
    ).json_value()

    assert min(reach) >= 44


def test_another_layer_comes_and_goes(live_server, phone, two_stays):
    phone.goto(f"{live_server.url}/en/map/?place=Loches&km=40")
    communities = phone.locator('.place-map__pin[data-kind="community"]')
    switch = phone.locator(".map-page__layer", has_text="Communities")
    expect(phone.locator(".place-map__pin a")).to_have_count(2)

    switch.click()
    expect(communities).to_have_count(1)
    switch.click()

    expect(communities).to_have_count(0)


def test_a_map_that_was_moved_searches_there_and_stays(live_server, desktop, two_stays):
    desktop.goto(f"{live_server.url}/en/map/?kind=stay")
    sheet = desktop.locator(".place-map__sheet")
    desktop.wait_for_load_state("networkidle")

    sheet.focus()
    desktop.keyboard.press("ArrowRight")
    desktop.get_by_role("link", name="Search here").click()

    expect(desktop).to_have_url(re.compile(r"/en/map/\?kind=stay&bbox="))
    expect(desktop.locator("place-map")).to_have_attribute("data-bounds", re.compile(","))


def test_the_map_without_scripts_leads_to_every_offer(live_server, open_page, two_stays):
    page = open_page(PHONE, java_script_enabled=False)

    page.goto(f"{live_server.url}/fr/carte/?place=Loches&km=40")
    page.get_by_role("link", name=re.compile("The mill")).last.click()

    expect(page.get_by_role("heading", name="The mill")).to_be_visible()
