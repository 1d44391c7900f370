"""The head of a trip and its tabs on a phone, and the answer to a change with its undo."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.travel_stories import SeatFactory, StepFactory

LONG = "De moulin en troglo, du Cher à l’Indre, avec deux ânes et toute la classe de madame Vallet"
ONE_LINE = 60  # pixels
TARGET = 44
UNDO = "Undo"


@pytest.fixture
def organiser():
    seat = SeatFactory(organiser=True, trip__title=LONG)
    for title in ("Castle", "Mill"):
        StepFactory(trip=seat.trip, title=title, by=seat)
    return seat


def opened(page, live_server, seat):
    """The plan in the browser of this member; what others do is not heard."""
    log_in(page, live_server, seat.person)
    page.context.route("**/live/?*", lambda route: route.fulfill(status=429))
    address = f"{live_server.url}/en/trips/{seat.trip.public_id}/"
    page.goto(address)
    return address


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_head_of_a_trip_is_one_line_and_its_tabs_are_at_the_thumb(
    open_page, live_server, organiser, scripts
):
    page = open_page(PHONE, java_script_enabled=scripts)
    address = opened(page, live_server, organiser)
    page.goto(f"{address}money/")
    bar = page.get_by_role("navigation", name="Trip sections")

    heights = [page.locator(".trip-head__name").bounding_box()["height"]]
    current = bar.locator("[aria-current=page]").inner_text().strip()
    targets = [link.bounding_box() for link in bar.locator("a:visible, summary").all()]
    bar.locator("summary").click()
    targets += [link.bounding_box() for link in bar.locator("details a").all()]
    bar.get_by_role("link", name="People").click()

    assert max(heights) <= ONE_LINE
    assert current == "Money"
    assert min(min(box["width"], box["height"]) for box in targets) >= TARGET
    expect(page.get_by_role("heading", name="People on this trip")).to_be_visible()
    expect(page.get_by_text("Recent changes")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_change_is_undone_from_its_answer(open_page, live_server, organiser, scripts):
    page = open_page(PHONE, java_script_enabled=scripts)
    opened(page, live_server, organiser)

    page.get_by_role("button", name="Move down: Castle").click()
    expect(page.locator("#day-1 .itinerary__title")).to_have_text(["Mill", "Castle"])
    expect(page.get_by_text("Moved: “Castle”")).to_be_visible()
    page.get_by_role("button", name=UNDO, exact=True).click()

    expect(page.locator("#day-1 .itinerary__title")).to_have_text(["Castle", "Mill"])
    expect(page.get_by_text("Change undone.")).to_be_visible()
    expect(page.get_by_role("button", name=UNDO, exact=True)).to_have_count(0)
