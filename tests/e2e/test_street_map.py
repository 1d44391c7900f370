"""Streets under the pins: from one file of our own server, once somebody is close."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults_now
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, PlaceFactory, StayFactory
from tests.search.indexing import index_offers
from tests.street_maps import make_street_map

MIDDLE = (47.2, 1.05)  # where the map comes closer
STAYS = 3
MOST_PRESSES = 8  # more than there are zooms
MOST_PARTS = 40  # of the file: header and directory, then tiles that cover a screen
LIGHT, DARK = "250,246,237", "27,32,39"  # --map-land
MOST_COLOURS_OF_LAND = 20  # edges of outlines: streets and names have far more
REPAINTED = 1_000  # milliseconds
COLOURS = """(tiles) => {
    const colours = {};
    for (const tile of tiles) {
        const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
        for (let at = 0; at < data.length; at += 4) {
            const colour = data.slice(at, at + 3).join(",");
            if (data[at + 3] === 255) colours[colour] = (colours[colour] ?? 0) + 1;
        }
    }
    return colours;
}"""


@pytest.fixture(scope="module")
def street_map(tmp_path_factory):
    latitude, longitude = MIDDLE
    return make_street_map(
        tmp_path_factory.mktemp("streets"),
        south=latitude - 0.05,
        west=longitude - 0.06,
        north=latitude + 0.05,
        east=longitude + 0.06,
    )


@pytest.fixture
def three_stays():
    """Two in opposite corners, so that the map begins far above streets, and one between them."""
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.13, longitude=1.0)
    community = CommunityFactory(name="Along the Indre", locality=town)
    for title, point in (("Mill", (47.1, 0.9)), ("Barn", (47.3, 1.2)), ("Loft", MIDDLE)):
        place = PlaceFactory(locality=town, latitude=point[0], longitude=point[1])
        StayFactory(title=title, place=place, community=community)
    index_offers()


def watched(page):
    """What the page asks for, and what its browser complains about, from now on."""
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return asked, complaints


def come_closer(page):
    button = page.get_by_role("button", name="Zoom in")
    for _press in range(MOST_PRESSES):
        if button.get_attribute("aria-disabled") == "true":
            return
        button.press("Enter")
    raise AssertionError("The map has no closest zoom.")


def of_streets(asked):
    words = ("streets", "protomaps", "street-")
    return [url for url in asked if any(word in url for word in words)]


def colours_of(tiles):
    """Pixels by colour, the most frequent first."""
    counted = tiles.evaluate_all(COLOURS)
    return sorted(counted, key=counted.get, reverse=True)


@pytest.mark.parametrize(
    ("device", "land", "other_land"),
    [
        pytest.param(PHONE | {"color_scheme": "dark"}, DARK, LIGHT, id="phone-dark"),
        pytest.param(DESKTOP | {"color_scheme": "light"}, LIGHT, DARK, id="desktop-light"),
    ],
)
def test_close_to_the_ground_a_map_shows_streets(
    live_server, open_page, settings, street_map, three_stays, device, land, other_land
):
    settings.GEOGRAPHY_STREET_MAP = str(street_map)
    page = open_page(device | {"reduced_motion": "reduce"})
    asked, complaints = watched(page)
    tiles = page.locator(".leaflet-streets-pane canvas.leaflet-tile-loaded")
    page.goto(f"{live_server.url}/en/map/?place=Loches&km=40")
    page.wait_for_load_state("networkidle")
    from_afar = of_streets(asked)

    come_closer(page)
    expect(page.locator("[data-streets] .place-map__sheet[data-streets]")).to_be_visible()
    expect(tiles.first).to_be_visible()
    page.wait_for_load_state("networkidle")
    drawn = colours_of(tiles)
    page.locator("theme-switch").get_by_role("button").click()
    expect(page.locator(f'[data-streets="{"light" if land == DARK else "dark"}"]')).to_be_visible()
    page.wait_for_timeout(REPAINTED)
    drawn_anew = colours_of(tiles)

    assert [url for url in from_afar if "map-streets.js" not in url] == []
    assert 0 < sum("streets.pmtiles" in url for url in asked) <= MOST_PARTS
    assert drawn[0] == land
    assert len(drawn) > MOST_COLOURS_OF_LAND
    assert drawn_anew[0] == other_land
    assert page.locator(".leaflet-overlay-pane .map__zone:not([hidden])").count() == STAYS
    assert complaints == []
    assert faults_now(page) == []
