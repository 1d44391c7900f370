"""Every component in a real browser: for everybody, in both lights, down to 320 pixels."""

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import violations

# A browser with much to do tells an observer of several changes at once: here never of fewer.
OBSERVE_AT_ONCE = """window.IntersectionObserver = class extends IntersectionObserver {
  constructor(callback, options) {
    const waiting = [];
    super((entries, observer) => {
      waiting.push(...entries);
      if (waiting.some((one) => one.isIntersecting)) callback(waiting.splice(0), observer);
    }, options);
  }
};"""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def address(live_server, settings):
    settings.UI_SHOW_STYLEGUIDE = True
    return f"{live_server.url}/en/styleguide/"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_styleguide_leaves_nobody_out(address, open_page, width, light):
    page = open_page({"viewport": {"width": width, "height": 900}}, color_scheme=light)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(address, wait_until="networkidle")

    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # A summary of errors takes the focus; what the head then covers is small for axe.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    assert violations(page) == []


def test_a_photograph_begins_where_its_figure_begins(address, desktop):
    """Its formats, which nobody sees, take no room."""
    desktop.goto(address)

    gaps = desktop.locator(".photo:has(source)").evaluate_all(
        "all => all.map(one => Math.round(one.querySelector('img').getBoundingClientRect().top"
        " - one.getBoundingClientRect().top))"
    )

    assert gaps
    assert set(gaps) == {0}


def test_theme_switch_is_kept_by_the_server(address, desktop):
    desktop.goto(address)

    desktop.get_by_role("button", name="Switch between light and dark").first.click()
    desktop.reload()

    assert desktop.locator("html").get_attribute("data-theme") == "dark"


def test_date_range_counts_nights_and_refuses_a_check_out_before_check_in(address, desktop):
    desktop.goto(address)
    dates = desktop.locator("date-range").first
    nights = dates.locator("[data-sum]")

    dates.locator("input").last.fill("2027-05-13")
    expect(nights).to_have_text("1 night")
    dates.locator("input").last.fill("2027-05-01")

    expect(nights).to_have_text("")
    expect(dates).to_have_attribute("data-state", "invalid")


def test_place_map_and_cards_mark_each_other(address, desktop):
    desktop.goto(address)
    desktop.locator("#sample-map").scroll_into_view_if_needed()
    pin = desktop.locator("#sample-map .place-map__pin", has_text="A")
    card = desktop.locator(".offer-list [data-places=mill]")

    pin.hover()
    expect(card).to_have_attribute("data-marked", "")
    card.hover()

    expect(pin).to_have_attribute("data-marked", "")


def test_place_map_comes_closer_when_a_cluster_is_pressed(address, phone):
    phone.goto(address)
    phone.locator("#sample-list").scroll_into_view_if_needed()
    pins = phone.locator("#sample-list .place-map__pin")
    cluster = phone.locator("#sample-list .place-map__pin button")
    expect(cluster.first).to_be_visible()
    before = pins.count()

    cluster.first.click()

    expect(pins.nth(before)).to_be_attached()  # one more


def test_place_map_is_a_drawing_and_a_list_without_scripts(address, open_page):
    page = open_page({"viewport": {"width": 390, "height": 900}}, java_script_enabled=False)

    page.goto(address)

    expect(page.locator("#sample-map .map__pin").first).to_be_visible()
    expect(page.locator("#sample-list").get_by_role("link", name="A, Épeigné")).to_be_visible()


def test_dialog_asks_before_a_deed(address, desktop):
    desktop.goto(address)

    desktop.get_by_role("button", name="Open the question").click()

    dialog = desktop.get_by_role("dialog", name="Withdraw this offer?").and_(
        desktop.locator("#withdraw")
    )
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_be_hidden()


def test_copy_text_says_what_it_did(address, open_page):
    page = open_page({"permissions": ["clipboard-write", "clipboard-read"]})
    page.goto(address)

    page.get_by_role("button", name="Copy").click()

    page.locator("copy-text [role=status]", has_text="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/feed.ics"


def test_point_here_writes_where_the_device_is(address, open_page):
    somewhere = {"latitude": 47.292187, "longitude": 1.100219}
    page = open_page({"permissions": ["geolocation"], "geolocation": somewhere})
    page.goto(address)

    page.get_by_role("button", name="Use my location").first.click()

    page.locator("point-here [role=status]", has_text="Location added.").wait_for()
    assert page.get_by_label("Exact location").input_value() == "47.292187, 1.100219"


def test_point_here_says_when_the_device_keeps_silent(address, open_page):
    page = open_page({"permissions": []})
    page.goto(address)

    page.get_by_role("button", name="Use my location").first.click()

    page.locator("point-here [role=status]", has_text="Enter the coordinates instead.").wait_for()


def test_a_map_that_was_passed_before_its_script_came_is_drawn_later(address, phone):
    scripts = []
    phone.emulate_media(reduced_motion="reduce")
    phone.add_init_script(OBSERVE_AT_ONCE)
    phone.route("**/elements/place-map*.js", lambda script: scripts.append(script))
    sample = phone.locator("#sample-map place-map")

    phone.goto(address)
    with phone.expect_request("**/elements/place-map*.js"):
        sample.scroll_into_view_if_needed()
    phone.evaluate("scrollTo(0, 0)")
    phone.evaluate(TWO_FRAMES)
    for script in scripts:
        script.continue_()
    phone.evaluate("customElements.whenDefined('place-map').then(() => true)")
    phone.evaluate(TWO_FRAMES)
    drawn_unseen = sample.get_attribute("data-state")
    sample.scroll_into_view_if_needed()

    assert drawn_unseen is None
    expect(sample).to_have_attribute("data-state", "ready")
