"""Wandering on from page to page: with scripts and without, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.cms.discovery.landscape import LOCHES, north, offer_at, story_through
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.e2e.shifting import WATCH, shift
from tests.factories.hosting import InterestFactory, TipFactory

SHIFT = 0.05  # what a page may move by itself while it is read
LOW = {"width": 1280, "height": 300}  # what lies around is taller
# What lies around is read, and given to the page when it is told to come.
HOLD = """
const { fetch } = window;
window.fetch = async (url, ...more) => {
  const answer = await fetch(url, ...more);
  if (!String(url).includes("/around/")) return answer;
  const text = await answer.text();
  await new Promise((comes) => Object.assign(window, { comes }));
  return { ok: true, text: () => text };
};
"""


@pytest.fixture
def mill():
    """Beside a ford that somebody recommends, on the road of a story."""
    mill = offer_at(LOCHES, "The mill", language="en")
    mill.interests.set([InterestFactory(name_en="Rivers", name_fr="Rivières", slug="rivers")])
    mill.save()
    offer_at(north(4), "The ford", TipFactory, language="en")
    story_through(north(2), north(30), title="Rain on the Indre")
    return mill


def test_what_lies_around_comes_when_somebody_comes_near(live_server, open_page, mill):
    page = open_page(PHONE)
    page.goto(f"{live_server.url}/en/offers/{mill.address}/")
    expect(page.get_by_role("heading", name="Nearby")).to_have_count(0)

    page.get_by_role("heading", name="Keep exploring").scroll_into_view_if_needed()
    page.get_by_role("link", name="The ford").click()
    page.get_by_role("heading", name="Keep exploring").scroll_into_view_if_needed()

    expect(page.get_by_role("heading", name="Nearby")).to_be_visible()
    assert f"from=offer-{mill.public_id}" in page.url
    expect(page.get_by_role("link", name="The mill")).to_have_count(0)  # one comes from there


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_comes_late_moves_nothing_that_is_seen(live_server, open_page, mill, device):
    """Somebody stands at the foot of the page before the answer is there."""
    page, held = open_page(device), []
    page.add_init_script(WATCH)
    page.route(re.compile("/around/"), lambda asked: held.append(asked))
    page.goto(f"{live_server.url}/en/offers/{mill.address}/")
    foot = page.get_by_role("contentinfo")

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    while not held:
        page.wait_for_timeout(50)
    before = foot.bounding_box()
    held.pop().continue_()
    expect(page.get_by_role("heading", name="Nearby")).to_have_count(1)
    moved = shift(page)

    assert foot.bounding_box() == pytest.approx(before, abs=1)
    assert moved <= SHIFT


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_comes_late_leaves_the_focus_in_sight(live_server, open_page, mill, motion):
    """Somebody with the Tab key comes below in the very moment of the answer."""
    page = open_page({"viewport": LOW}, reduced_motion=motion)
    page.add_init_script(HOLD)
    page.goto(f"{live_server.url}/en/offers/{mill.address}/")
    page.get_by_role("link", name="Nearby, by the same people").focus()
    while not page.evaluate("'comes' in window"):
        page.wait_for_timeout(50)

    last = page.get_by_role("contentinfo").get_by_role("link").last
    last.evaluate("link => { link.focus(); window.comes(); }")
    expect(page.get_by_role("heading", name="Nearby")).to_have_count(1)
    page.wait_for_timeout(1_000)  # until nothing glides any more

    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_wanders_without_a_script(live_server, open_page, mill, device):
    page = open_page(device, java_script_enabled=False)
    main = page.get_by_role("main")

    page.goto(f"{live_server.url}/en/stories/")
    main.get_by_role("link", name="Rivers").click()
    main.get_by_role("link", name="The mill", exact=True).click()
    main.get_by_role("link", name="Nearby, by the same people, along the way").click()
    expect(main.get_by_text("about 4 km from here")).to_be_visible()
    main.get_by_role("link", name="Rain on the Indre").click()

    expect(main.get_by_role("heading", name="Rain on the Indre").first).to_be_visible()


def test_the_narrative_door_leaves_nobody_out(live_server, desktop, mill):
    found = []
    for path in (
        "/en/stories/",
        "/en/stories/by/interest/",
        "/en/stories/by/interest/rivers/",
        "/en/stories/by/cause/",
        f"/en/offers/{mill.address}/around/",
    ):
        found += faults(desktop, live_server.url + path)

    assert found == []
