"""The plan of a trip on the device: by a button alone, until another button or the log-out."""

import pytest
from playwright.sync_api import expect

from scripts.processes import wait_until
from tests.e2e.test_accounts import log_in
from tests.factories.travel_stories import SeatFactory, StepFactory

KEEP = "Keep this trip on this device"
REMOVE = "Remove it from this device"
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
    expect(page.get_by_text("This trip is now on this device.")).to_be_visible()


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
    step = seat.trip.steps.first() or StepFactory(trip=seat.trip, by=seat)
    log_in(plan, live_server, seat.person)

    plan.goto(f"{live_server.url}/en/trips/{seat.trip.public_id}/")
    expect(plan.get_by_text(step.title).first).to_be_visible()
    kept = plan.evaluate(
        "async () => (await (await caches.open('trip-copies')).keys()).map(({ url }) => url)"
    )

    assert len(kept) == 1
    assert seat.trip.public_id not in kept[0]


def test_a_trip_is_removed_from_the_device_by_a_press(plan):
    keep(plan)

    button(plan, REMOVE).click()

    expect(button(plan, KEEP)).to_be_focused()
    expect(plan.get_by_text("This trip is no longer on this device.")).to_be_visible()
    assert plan.evaluate(CACHES) == []
    plan.reload()
    expect(button(plan, KEEP)).to_be_visible()
    assert plan.evaluate(CACHES) == []


def test_logging_out_removes_what_is_kept(plan, live_server):
    keep(plan)
    plan.goto(f"{live_server.url}/en/account/log-out/")
    before = plan.evaluate(CACHES)

    plan.get_by_role("main").get_by_role("button", name="Log out").click()
    plan.wait_for_url("**/log-in/**")

    assert before == ["trip-copies", "trip-copy-assets"]
    assert wait_until(lambda: (plan.evaluate(CACHES), plan.evaluate(WORKERS)) == ([], 0), within=20)
