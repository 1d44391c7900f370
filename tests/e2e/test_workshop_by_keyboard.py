"""A trip is planned and told with keys alone; each stop is seen, and no deed loses the focus."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.keys import MOST_STOPS, Keys
from tests.e2e.trip_people import Organiser
from tests.e2e.walking import Words

STAY = "The narrow house"


class Hands(Keys):
    """Two hands on the keys: what they pass is remembered, what they press is done."""

    def __init__(self, page):
        super().__init__(page)
        self.hidden = []

    def steps(self):
        stop = super().steps()
        if stop and (stop["covered"] or not stop["seen"]):
            self.hidden.append((self.page.url, stop))
        return stop

    def follows(self, name):
        self.comes_to(name)
        with self.page.expect_navigation():
            self.sends("Enter")
        self.stops = []

    def fills(self, name, words):
        self.comes_to(name).types(str(words))

    def activates(self, name, key="Enter"):
        self.comes_to(name).sends(key)

    def comes_where(self, holds):
        """To what has no name of its own."""
        while not self.page.evaluate(f"document.activeElement.{holds}"):
            self.steps()
            assert len(self.stops) < MOST_STOPS, holds
        return self

    def holds_on(self, *names):
        """The page changed under the fingers: the focus is still somewhere sensible."""
        self.page.wait_for_function("() => document.activeElement !== document.body")
        assert any(name in self.stop()["name"] for name in names), self.stop()


def begin(hands, title):
    hands.follows("Begin a trip")
    hands.comes_to("^(Alone|Family)").sends("ArrowDown").sends("ArrowDown")
    hands.fills("^Title", title)
    hands.fills("^Or how many days", 2)
    hands.fills("^Adults", 2)
    hands.follows("^Begin the trip")


def add_steps(hands, page, address):
    for title, place in (("The station", "Edegem"), ("The river", "")):
        hands.follows("^Add a step")
        hands.follows("^Meeting")
        hands.fills("^Title", title)
        hands.fills("^Commune or town", place)
        hands.sends("Escape")
        hands.activates("^Put it into the plan")
        expect(page.locator("#day-1")).to_contain_text(title)
    hands.follows("^Add a step")
    hands.follows("^Offer$")
    hands.fills("^Address of the offer", address)
    hands.fills("^Nights", 1)
    hands.activates("^Put it into the plan")
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
    hands.follows("^Ask about dates")
    for number, weeks in ((1, 0), (2, 1)):
        for word, day in (("from", 0), ("to", 1)):
            when = first + timedelta(weeks=weeks, days=day)
            hands.fills(f"^Option {number}, {word}", f"{when:%m%d%Y}")
    hands.activates("^Open the poll")
    expect(page.get_by_role("group", name="Tick whatever suits you")).to_be_visible()
    hands.activates("2 days", "Space")
    hands.activates("^Vote$")
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    hands.holds_on("Change my vote")
    hands.follows("^When do we leave")
    hands.activates("^Close it now")
    expect(page.get_by_role("button", name="Make it the dates")).to_be_visible()
    hands.activates("^Make it the dates of the trip")
    expect(page.get_by_text("These are the dates of the trip.")).to_be_visible()


def ask(hands, page):
    hands.follows("^Requests")
    hands.follows("^Ask$")
    hands.comes_where("type === 'radio'").sends("Space")
    hands.activates("^Send the request")
    expect(page.locator("#requests .status")).to_have_text(["Sent"])


def share(hands, page):
    hands.follows("^Money")
    hands.follows("^Note an expense")
    hands.fills("^What for", "Bread")
    hands.fills("^Amount", "12")
    hands.activates("^Note it")
    expect(page.locator("#money")).to_contain_text("Bread")


def tell(hands, page):
    hands.follows("^The plan")
    hands.follows("^Tell this trip")
    hands.activates("^Add to this chapter")
    hands.follows("^Text$")
    hands.comes_where("isContentEditable").types("It rained, and we walked.")
    hands.activates("^Put it into the chapter")
    expect(page.get_by_role("main")).to_contain_text("It rained, and we walked.")
    hands.follows("^Publication")
    hands.follows("^Hand it in$")
    expect(page.get_by_role("main")).to_contain_text("It is handed in and being read")


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
