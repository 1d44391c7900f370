"""The host's calendar in a browser: dragging, keys, and a slow network in the middle of a drag."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hosting.calendars.models import CalendarPeriod
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import MembershipFactory, StayFactory, UnitFactory


@pytest.fixture
def calendar(live_server, desktop):
    """Next month of one room."""
    unit = UnitFactory(stay=StayFactory(host=MembershipFactory().person))
    log_in(desktop, live_server, unit.stay.host)
    following = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    desktop.goto(f"{live_server.url}/en/hosting/calendar/?month={following:%Y-%m}")
    desktop.wait_for_load_state("networkidle")
    return Calendar(desktop, unit, following)


class Calendar:
    """What a hand does with nights."""

    def __init__(self, page, unit, month):
        self.page, self.unit, self.month = page, unit, month

    def night(self, day):
        value = f"{self.unit.public_id}.{self.month.replace(day=day)}"
        return self.page.locator(f"[data-night]:has([value='{value}'])")

    def drag(self, first, last, *, meanwhile=lambda: None):
        self.night(first).hover()
        self.page.mouse.down()
        meanwhile()
        self.night(last).hover()
        self.page.mouse.up()

    def chosen(self):
        boxes = self.page.locator("[data-night] input:checked")
        return [int(value[-2:]) for value in boxes.evaluate_all("all => all.map(one => one.value)")]

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def closed(self):
        return [
            (period.check_in.day, period.check_out.day, period.note)
            for period in CalendarPeriod.objects.filter(unit=self.unit)
        ]


def test_nights_are_chosen_by_dragging_and_closed_with_a_note(calendar):
    calendar.drag(12, 9)
    assert calendar.chosen() == [9, 10, 11, 12]
    calendar.page.get_by_label("Note").fill("Painting")
    calendar.press("Close")

    expect(calendar.page.locator("[data-night][data-state=closed]")).to_have_count(4)
    expect(calendar.page.get_by_text("Saved.")).to_be_in_viewport()
    assert calendar.closed() == [(9, 13, "Painting")]
    assert calendar.chosen() == []
    calendar.press("Choose these nights again")
    assert calendar.chosen() == [9, 10, 11, 12]


def test_nights_are_chosen_by_the_arrow_keys(calendar):
    calendar.night(9).locator("input").focus()
    calendar.page.keyboard.press("Shift+ArrowRight")
    calendar.page.keyboard.press("ArrowDown")
    calendar.page.keyboard.press("Space")

    assert calendar.chosen() == [9, 10, 17]


def test_an_answer_that_comes_in_the_middle_of_a_drag_loses_nothing(calendar):
    held = []
    calendar.page.route(
        "**/calendar/**",
        lambda route: route.continue_() if held else held.append(route),
    )
    calendar.drag(2, 3)
    calendar.press("Close")
    calendar.page.wait_for_function("() => document.querySelector('[aria-busy=true]')")

    def answer():
        calendar.night(21).hover()
        held[0].continue_()
        calendar.page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")

    calendar.drag(20, 23, meanwhile=answer)

    expect(calendar.page.locator("[data-night][data-state=closed]")).to_have_count(2)
    assert calendar.chosen() == [20, 21, 22, 23]


def test_nights_stay_chosen_without_a_network(calendar):
    calendar.drag(2, 3)
    calendar.page.context.set_offline(True)
    calendar.press("Close")

    expect(calendar.page.get_by_text("Not saved")).to_be_visible()
    assert (calendar.chosen(), calendar.closed()) == ([2, 3], [])
