"""In the whole Chromium, as people have it: other browser tests ask its headless shell."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.people import open_search_fields
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, StayFactory
from tests.search.indexing import index_offers

WIDTHS = """[...document.querySelectorAll("a, button, h1, label, p")].map(
  one => [one.textContent.trim(), one.getBoundingClientRect().width])"""


@pytest.fixture
def mill():
    """One stay, to be found by its town."""
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.31, longitude=1.1)
    stay = StayFactory(title="The mill", place=PlaceFactory(locality=town))
    index_offers()
    return stay


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_finds_an_offer_and_sees_it_on_a_map(live_server, open_whole_page, mill, device):
    page, complaints = open_whole_page(device), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    main = page.get_by_role("main")

    page.goto(f"{live_server.url}/en/offers/")
    open_search_fields(page)
    main.get_by_label("Where").fill("loches")
    main.get_by_role("button", name="Search").first.click()
    expect(main.get_by_role("heading", name="Around Loches")).to_be_visible()
    if device is PHONE:  # the list is above the map, which is drawn once somebody comes near
        main.get_by_role("link", name="Map", exact=True).click()
    page.locator("place-map[data-state=ready]").wait_for()
    expect(page.locator(".place-map__pin").first).to_be_visible()
    if device is PHONE:  # a pin opens the card of its offer, on the page of the map
        page.locator(".place-map__pin").first.click()
        card = main.get_by_role("region", name="Selected on the map")
        card.get_by_role("link", name="The mill", exact=True).click()
    else:
        main.get_by_role("link", name="The mill").first.click()

    expect(main.get_by_role("heading", name="The mill", level=1)).to_be_visible()
    expect(main.get_by_role("group", name="of a point near Loches")).to_be_visible()
    assert complaints == []


def test_lines_are_as_long_in_the_whole_browser_as_without_a_window(
    live_server, open_page, open_whole_page
):
    pages = [open_one(DESKTOP) for open_one in (open_page, open_whole_page)]

    for page in pages:
        page.goto(f"{live_server.url}/en/account/log-in/")
        page.evaluate("document.fonts.ready")
    with_shell, in_whole = (page.evaluate(WIDTHS) for page in pages)

    assert len(in_whole) > 20
    assert with_shell == in_whole


@pytest.mark.usefixtures("mill")
def test_what_a_map_fetched_is_dropped_where_the_map_has_gone(live_server, open_whole_page):
    page, complaints, held = open_whole_page(DESKTOP), [], []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def hold(route):
        if route.request.headers.get("accept") == "application/json":
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    page.goto(f"{live_server.url}/en/offers/")
    page.locator("place-map[data-state=ready]").wait_for()
    page.locator("place-map").evaluate("element => element.remove()")

    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")

    assert held
    assert complaints == []
