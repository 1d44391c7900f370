"""A trip is planned and told with keys alone; each stop is seen, and no deed loses the focus."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.keys import Hands
from tests.e2e.trip_people import Organiser
from tests.e2e.walking import Words

STAY = "The narrow house"


def begin(hands, title):
    hands.follows("Start a trip")
    hands.comes_to("^(Solo|Family)").sends("ArrowDown").sends("ArrowDown")
    hands.fills("^Title", title)
    hands.fills("^Or number of days", 2)
    hands.fills("^Adults", 2)
    hands.follows("^Create the trip")


def add_steps(hands, page, address):
    for title, place in (("The station", "Edegem"), ("The river", "")):
        hands.follows("^Add a step")
        hands.follows("^Meeting")
        hands.fills("^Title", title)
        hands.fills("^Town, village or city", place)
        hands.sends("Escape")
        hands.activates("^Add to the plan")
        expect(page.locator("#day-1")).to_contain_text(title)
    hands.follows("^Add a step")
    hands.follows("^Offer$")
    hands.fills("^Link to the offer", address)
    hands.fills("^Nights", 1)
    hands.activates("^Add to the plan")
    expect(page.locator("#day-1")).to_contain_text(STAY)


def reorder(hands, planner):
    hands.activates("^Move down: The station")
    planner.sees_on_the_first_day("The river", "The station", STAY)
    hands.holds_on("Move down: The station")
    hands.sends("Enter")
    planner.sees_on_the_first_day("The river", STAY, "The station")
    hands.sends("Shift+Tab")
    hands.holds_on("Move up: The station")
    hands.sends("Enter")
    planner.sees_on_the_first_day("The river", "The station", STAY)


def decide(hands, page):
    first = timezone.localdate() + timedelta(days=66)
    hands.follows("^Decide")
    hands.follows("^Find a date")
    for number, weeks in ((1, 0), (2, 1)):
        for word, day in (("first", 0), ("last", 1)):
            when = first + timedelta(weeks=weeks, days=day)
            hands.fills(f"^Option {number}, {word} day", f"{when:%m%d%Y}")
    hands.activates("^Start the poll")
    expect(page.get_by_role("group", name="Choose every option that suits you")).to_be_visible()
    hands.activates("2 days", "Space")
    hands.activates("^Vote$")
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    hands.holds_on("Change my vote")
    hands.follows("^When do we leave")
    hands.activates("^Close the poll permanently")
    expect(page.get_by_role("button", name="Use as trip dates")).to_be_visible()
    hands.activates("^Use as trip dates")
    expect(page.get_by_text("The trip already has these dates.")).to_be_visible()


def ask(hands, page):
    hands.follows("^Requests")
    hands.follows("^Ask$")
    hands.comes_where("type === 'radio'").sends("Space")
    hands.activates("^Send request")
    expect(page.locator("#requests .status")).to_have_text(["Sent"])


def share(hands, page):
    hands.follows("^Money")
    hands.follows("^Add an expense")
    hands.fills("^What it was for", "Bread")
    hands.fills("^Amount", "12")
    hands.activates("^Save")
    expect(page.locator("#money")).to_contain_text("Bread")


def tell(hands, page):
    hands.follows("^Plan")
    hands.follows("^Write this trip’s story")
    hands.activates("^Add to this chapter")
    hands.activates("^Text$")
    page.locator("block-writer [contenteditable]").wait_for()
    hands.comes_where("isContentEditable").types("It rained, and we walked.")
    hands.activates("^Add to the chapter")
    expect(page.get_by_role("main")).to_contain_text("It rained, and we walked.")
    hands.follows("^Publication")
    hands.follows("^Submit for review$")
    expect(page.get_by_role("main")).to_contain_text(
        "The review is in progress. You can edit again once it’s finished."
    )


def test_a_trip_is_planned_and_told_with_keys_alone(demo_site, open_page):
    page = open_page(DESKTOP, reduced_motion="reduce")
    planner = Organiser(page, demo_site, Words("en"), "hannah.whitfield@example.org")
    planner.logs_in()
    address = planner.finds_the_address_of(STAY)
    hands = Hands(page)

    hands.opens(f"{demo_site.url}/en/trips/")
    begin(hands, "By keys alone")
    add_steps(hands, page, address)
    reorder(hands, planner)
    decide(hands, page)
    ask(hands, page)
    share(hands, page)
    tell(hands, page)

    assert hands.hidden == []
