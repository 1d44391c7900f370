"""Trips and agreements on the device: by a button alone, until another button or the log-out."""

import pytest
from playwright.sync_api import expect

from scripts.processes import wait_until
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import AgreementFactory
from tests.factories.travel_stories import SeatFactory, StepFactory
from tests.patience import patience

TABS = ("decide/", "history/", "lists/", "money/")  # none with a secret link or an address
KEEP = "Save this trip on this device"
REMOVE = "Remove from this device"
CACHES = "async () => await caches.keys()"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def plan(live_server, desktop):
    """The plan of a trip in the browser of its organiser; what others do is not heard."""
    seat = SeatFactory(organiser=True, trip__title="Along the Cher")
    StepFactory(trip=seat.trip, title="Castle", by=seat)
    log_in(desktop, live_server, seat.person)
    desktop.context.route("**/live/?*", lambda route: route.fulfill(status=429))
    desktop.goto(f"{live_server.url}/en/trips/{seat.trip.public_id}/")
    expect(button(desktop, KEEP)).to_be_visible()
    return desktop


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def keep(page):
    button(page, KEEP).click()
    expect(page.get_by_text("This trip is now saved on this device.")).to_be_visible()


def test_nothing_is_kept_on_the_device_without_a_press(plan):
    plan.reload()
    expect(button(plan, KEEP)).to_be_visible()

    assert (plan.evaluate(CACHES), plan.evaluate(WORKERS)) == ([], 0)


def test_a_trip_that_is_kept_can_be_read_without_network(plan):
    keep(plan)
    expect(button(plan, REMOVE)).to_be_focused()

    plan.context.unroute_all()
    plan.context.set_offline(True)
    plan.reload()

    expect(plan.locator("#day-1 .itinerary__title")).to_have_text(["Castle"])
    expect(plan.locator("[data-offline]")).to_be_visible()
    expect(button(plan, REMOVE)).to_be_visible()


def test_a_trip_is_kept_as_it_was_last_seen_and_other_trips_are_not(plan, live_server):
    seat = SeatFactory(person__email="samir@example.org")
    keep(plan)
    own = plan.url
    step = seat.trip.steps.first() or StepFactory(trip=seat.trip, by=seat)
    log_in(plan, live_server, seat.person)

    plan.goto(f"{live_server.url}/en/trips/{seat.trip.public_id}/")
    expect(plan.get_by_text(step.title).first).to_be_visible()
    kept = plan.evaluate(
        "async () => (await (await caches.open('page-copies')).keys()).map(({ url }) => url)"
    )

    assert sorted(kept) == sorted(own + tab for tab in ("", *TABS))


def test_a_trip_is_removed_from_the_device_by_a_press(plan):
    keep(plan)

    button(plan, REMOVE).click()

    expect(button(plan, KEEP)).to_be_focused()
    expect(plan.get_by_text("This trip is no longer saved on this device.")).to_be_visible()
    assert plan.evaluate(CACHES) == ["offline-page"]
    plan.reload()
    expect(button(plan, KEEP)).to_be_visible()
    assert plan.evaluate(CACHES) == ["offline-page"]


def test_logging_out_removes_what_is_kept(plan, live_server):
    keep(plan)
    plan.goto(f"{live_server.url}/en/account/log-out/")
    before = plan.evaluate(CACHES)

    plan.get_by_role("main").get_by_role("button", name="Log out").click()
    plan.wait_for_url("**/log-in/**")

    assert sorted(before) == ["offline-page", "page-copies", "page-copy-assets"]
    assert wait_until(
        lambda: (plan.evaluate(CACHES), plan.evaluate(WORKERS)) == ([], 0), within=patience(20)
    )


def test_tabs_are_read_without_network_and_others_say_why_not(plan):
    keep(plan)
    plan.context.unroute_all()
    plan.context.set_offline(True)
    plan.reload()
    tabs = plan.get_by_role("navigation", name="Trip sections")

    plan.get_by_role("button", name="Move down: Castle").click()
    expect(plan.locator("#day-2 .itinerary__queued")).to_have_text("Castle")
    expect(plan.locator("[data-leaving] .itinerary__title")).to_have_text("Castle")
    tabs.get_by_role("link", name="People").press("Enter")
    expect(plan.locator("#needs-network")).to_be_focused()
    expect(tabs.get_by_role("link", name="People")).to_have_attribute("aria-disabled", "true")
    expect(plan.get_by_role("link", name="Add a step").first).to_have_attribute(
        "aria-disabled", "true"
    )
    tabs.get_by_role("link", name="Money").click()

    expect(plan.get_by_text("No expenses yet")).to_be_visible()
    expect(tabs.locator("[aria-current=page]")).to_contain_text("Money")
    plan.context.set_offline(False)
    tabs.get_by_role("link", name="Plan").click()
    expect(plan.locator("#day-2 .itinerary__title")).to_have_text(["Castle"])
    expect(plan.locator("[data-queued]")).to_have_count(0)


@pytest.fixture
def agreed(live_server, phone):
    """The conversation of an agreement in the browser of its guest, who looks for the address."""
    agreement = AgreementFactory()
    log_in(phone, live_server, agreement.guest)
    phone.goto(f"{live_server.url}/en/me/requests/{agreement.request.public_id}/")
    button(phone, "Save the agreement on this device").click()
    expect(phone.get_by_text("The agreement is now saved on this device.")).to_be_visible()
    return agreement


def test_an_agreement_is_read_without_network_with_its_address(agreed, phone):
    phone.context.set_offline(True)

    phone.reload()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Agreement")
    expect(phone.locator("main")).to_contain_text(agreed.contacts.address)


def test_without_network_another_page_lists_what_is_saved(agreed, phone, live_server):
    phone.context.set_offline(True)

    phone.goto(f"{live_server.url}/en/offers/")

    expect(phone.get_by_role("heading", level=1)).to_have_text("You’re offline")
    phone.get_by_role("link", name=agreed.reference).click()
    expect(phone.locator("main")).to_contain_text(agreed.contacts.address)


def test_my_data_lists_what_is_saved_and_removes_it(agreed, phone, live_server):
    phone.goto(f"{live_server.url}/en/me/data/")
    copies = phone.locator("device-copies")
    expect(copies.get_by_role("listitem")).to_contain_text(agreed.reference)

    copies.get_by_role("button", name="Remove from this device").click()

    expect(copies).to_contain_text("Nothing is saved on this device.")
    assert phone.evaluate(CACHES) == ["offline-page"]


def test_my_data_of_a_device_that_keeps_nothing_says_so(phone, live_server):
    log_in(phone, live_server, AgreementFactory().guest)

    phone.goto(f"{live_server.url}/en/me/data/")

    expect(phone.locator("device-copies")).to_contain_text("Nothing is saved on this device.")
