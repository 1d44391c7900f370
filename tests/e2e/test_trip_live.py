"""Two people plan at once, on a good network, on none, by mouse, by finger and by keyboard."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.demo_site import opened
from tests.e2e.planning import Planner, laid_out
from tests.e2e.walking import leaves


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """One for all: each test has a trip of its own."""
    with opened(tmp_path_factory.mktemp("live") / "demo") as site:
        yield site


@pytest.fixture
def table(site):
    return laid_out(site)


@pytest.fixture
def zoe(table, open_page):
    return Planner(table, "Zoé", open_page(DESKTOP))


@pytest.fixture
def samir(table, open_page):
    return Planner(table, "Samir", open_page(PHONE), language="fr")


def test_what_one_does_the_other_sees_at_once_and_stays_where_they_are(zoe, samir):
    samir.opens_the_plan()
    zoe.opens_the_plan()
    expect(samir.page.locator("[data-who-is-here]")).to_have_text("Zoé est là")

    zoe.moves_down("Castle")

    samir.sees_on_the_first_day("Mill", "Castle", "Cave")
    expect(samir.page.locator("live-trip [data-told]")).to_contain_text("Castle")
    zoe.sees_on_the_first_day("Mill", "Castle", "Cave")
    assert samir.stayed()
    assert zoe.stayed()
    expect(zoe.press_of("Castle", "Move down: %(title)s")).to_be_focused()


def test_a_page_whose_stream_is_cut_asks_instead(zoe, samir):
    samir.page.route("**/direct/?*", lambda route: route.fulfill(status=429))
    samir.opens_the_plan()
    zoe.opens_the_plan()

    zoe.moves_down("Castle")

    expect(samir.page.locator("#day-1 .itinerary__title")).to_have_text(
        ["Mill", "Castle", "Cave"], timeout=15_000
    )


def test_two_versions_come_before_the_person_and_nothing_typed_is_lost(zoe, samir, table):
    samir.opens_the_plan()
    samir.opens_the_step("Castle")
    samir.fills_title("Chenonceau, 10 h")

    zoe.opens_the_plan()
    zoe.changes_title("Castle", "Chenonceau, 2 p.m.")
    zoe.sees_on_the_first_day("Chenonceau, 2 p.m.", "Mill", "Cave")

    expect(samir.page.locator("[data-on-change]")).to_contain_text("Zoé vient de modifier")
    expect(samir.page.locator("[name=title]")).to_have_value("Chenonceau, 10 h")
    samir.clicks("Save")
    dialog = samir.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Chenonceau, 2 p.m.")
    samir.clicks("Use my version")

    samir.sees_on_the_first_day("Chenonceau, 10 h", "Mill", "Cave")
    zoe.sees_on_the_first_day("Chenonceau, 10 h", "Mill", "Cave")
    assert table.changes(outcome="aside") == 1


def test_a_half_written_comment_survives_a_live_update(zoe, samir):
    for one in (zoe, samir):
        one.opens_comments_of("Castle")
    samir.page.locator("textarea").fill("Half a sent")

    zoe.page.locator("textarea").fill("Tickets are sold out")
    zoe.clicks("Post comment")

    for one in (zoe, samir):
        expect(one.page.locator("#comments")).to_contain_text("Tickets are sold out")
        expect(one.page.locator("textarea")).to_have_count(1)
        assert one.stayed()
    expect(zoe.page.locator("textarea")).to_have_value("")
    expect(samir.page.locator("textarea")).to_have_value("Half a sent")
    samir.clicks("Post comment")
    expect(zoe.page.locator("#comments .message")).to_have_count(2)


def test_what_is_pressed_without_network_waits_and_goes_once(zoe, samir, table):
    samir.opens_the_plan()
    samir.goes_offline()
    samir.moves_down("Castle")
    samir.waits_for_network(1)
    samir.moves_down("Castle")  # the same button: the same thing
    samir.moves_down("Mill")
    samir.moves_up("Mill")
    samir.waits_for_network(3)
    before = table.changes(verb="moved")

    samir.comes_back()

    samir.waits_for_nothing()
    samir.sees_on_the_first_day("Mill", "Castle", "Cave")
    assert (before, table.changes(verb="moved"), table.changes(outcome="aside")) == (0, 3, 0)


def test_a_conflict_of_what_waited_is_shown_on_coming_back(zoe, samir, table):
    samir.opens_the_plan()
    samir.opens_the_step("Castle")
    samir.goes_offline()
    samir.fills_title("Mine")
    samir.clicks("Save")
    samir.waits_for_network(1)
    zoe.opens_the_plan()
    zoe.changes_title("Castle", "Hers")
    zoe.sees_on_the_first_day("Hers", "Mill", "Cave")

    samir.comes_back()

    expect(samir.page.get_by_role("dialog")).to_contain_text("Hers")
    assert table.changes(outcome="aside") == 1


def test_what_waits_belongs_to_the_seat_and_goes_with_the_log_out(samir, table):
    samir.opens_the_plan()
    samir.keeps_the_plan()
    samir.goes_offline()
    samir.moves_down("Castle")
    samir.waits_for_network(1)
    samir.comes_back()
    samir.waits_for_nothing()
    samir.awaits_the_copy()
    with translation.override("fr"):
        samir.page.goto(f"{table.site.url}{reverse('account_logout')}")
    with leaves(samir.page):
        samir.page.get_by_role("main").get_by_role("button").first.click()

    samir.keeps_nothing()


def test_the_plan_can_be_read_without_network(samir):
    samir.opens_the_plan()
    samir.keeps_the_plan()
    samir.moves_down("Castle")
    samir.sees_on_the_first_day("Mill", "Castle", "Cave")
    samir.goes_offline()

    samir.page.goto(samir.address)

    samir.sees_on_the_first_day("Mill", "Castle", "Cave")
    expect(samir.page.locator("[data-offline]")).to_be_visible()


def test_a_text_that_was_not_sent_survives_a_reload(samir):
    samir.opens_the_plan()
    samir.opens_the_step("Castle")
    samir.fills_title("Half a sent")
    samir.page.wait_for_function("() => sessionStorage.length > 0")

    samir.page.reload()

    expect(samir.page.locator("[name=title]")).to_have_value("Half a sent")
    samir.clicks("Save")
    samir.sees_on_the_first_day("Half a sent", "Mill", "Cave")
    assert samir.page.evaluate("sessionStorage.length") == 0


def test_title_of_a_document_survives_a_reload_beside_its_file(zoe):
    faults = []
    zoe.page.on("pageerror", lambda error: faults.append(str(error)))
    zoe.page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    zoe.page.goto(f"{zoe.address}documents/")
    zoe.page.get_by_label("Title of the document").fill("Tickets for the ferry")
    zoe.page.wait_for_function("() => sessionStorage.length > 0")

    zoe.page.reload()

    expect(zoe.page.get_by_label("Title of the document")).to_have_value("Tickets for the ferry")
    expect(zoe.page.get_by_text("This is what you started writing here earlier.")).to_be_visible()
    assert faults == []


def test_a_step_is_dragged_to_its_place(zoe, samir):
    samir.opens_the_plan()
    zoe.opens_the_plan()

    zoe.drags_below("Castle", "Cave")
    zoe.page.mouse.up()

    zoe.sees_on_the_first_day("Mill", "Cave", "Castle")
    samir.sees_on_the_first_day("Mill", "Cave", "Castle")


def test_a_step_is_dragged_by_one_finger(zoe, samir):
    samir.opens_the_plan()
    zoe.opens_the_plan()

    samir.drags_below_by_finger("Castle", "Cave")

    samir.sees_on_the_first_day("Mill", "Cave", "Castle")
    zoe.sees_on_the_first_day("Mill", "Cave", "Castle")


def test_a_step_is_dragged_to_an_empty_day_and_escape_puts_it_back(zoe, table):
    zoe.opens_the_plan()

    zoe.drags_to_day("Castle", 2)
    zoe.page.keyboard.press("Escape")
    zoe.sees_on_the_first_day("Castle", "Mill", "Cave")
    zoe.page.mouse.up()
    assert table.changes(verb="moved") == 0
    zoe.drags_to_day("Castle", 2)
    zoe.page.mouse.up()

    expect(zoe.page.locator("#day-2 .itinerary__title")).to_have_text(["Castle"])
    zoe.sees_on_the_first_day("Mill", "Cave")
    assert table.changes(verb="moved") == 1


def test_a_refused_move_goes_back(zoe, samir):
    zoe.opens_the_plan()
    zoe.goes_offline()
    samir.opens_the_plan()
    samir.moves_down("Castle")
    samir.sees_on_the_first_day("Mill", "Castle", "Cave")
    zoe.drags_below("Castle", "Cave")
    zoe.comes_back()
    zoe.page.mouse.up()

    dialog = zoe.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Samir")
    dialog.get_by_role("link").click()

    zoe.sees_on_the_first_day("Mill", "Castle", "Cave")


def test_a_member_who_is_removed_is_told(zoe, samir, table):
    samir.opens_the_plan()
    zoe.opens_the_plan()

    table.site.says(
        "from travel_stories.trips.models.members import TripMember",
        "from travel_stories.trips.actions.members import remove_member",
        f"one, other = TripMember.objects.filter(trip__public_id={table.trip!r}).order_by('pk')",
        "remove_member(member=other, by=one)",
    )

    expect(samir.page.locator("[data-gone]")).to_be_visible()
    expect(zoe.page.locator("[data-gone]")).to_be_hidden()


def test_by_keyboard_alone_a_step_goes_down_and_up_again(zoe):
    zoe.opens_the_plan()
    zoe.press_of("Castle", "Move down: %(title)s").focus()
    zoe.page.keyboard.press("Enter")
    zoe.sees_on_the_first_day("Mill", "Castle", "Cave")
    expect(zoe.press_of("Castle", "Move down: %(title)s")).to_be_focused()

    zoe.page.keyboard.press("Shift+Tab")
    zoe.page.keyboard.press("Enter")

    zoe.sees_on_the_first_day("Castle", "Mill", "Cave")
