"""What one does before the plan of a trip, with a mouse or with a finger."""

from playwright.sync_api import expect

FIRST_DAY = "#day-1 .itinerary__title"
MOST_WAYS = 20


class PlanActions:
    """For anybody with a `page` and with `words` in their language."""

    def sees_on_the_first_day(self, *titles):
        expect(self.page.locator(FIRST_DAY)).to_have_text(list(titles))

    def step(self, title):
        return self.page.locator(".itinerary__step", has_text=title)

    def press_of(self, title, source):
        name = self.words(source, title=title)
        return self.page.get_by_role("button", name=name, exact=True)

    def moves_down(self, title):
        self.press_of(title, "Move down: %(title)s").click()

    def moves_up(self, title):
        self.press_of(title, "Move up: %(title)s").click()

    def drags_below(self, title, other):
        """Until the button of the mouse is let go, it stays in the hand."""
        self._takes(title)
        target = self.step(other).locator(".itinerary__card")
        height = target.bounding_box()["height"]
        target.hover(position={"x": 40, "y": height - 3}, force=True)

    def drags_to_day(self, title, day):
        self._takes(title)
        self.page.locator(f"#day-{day}-name").hover(force=True)

    def _takes(self, title):
        self.step(title).locator("[data-handle]").hover()
        self.page.mouse.down()

    def drags_below_by_finger(self, title, other):
        finger = Finger(self.page)
        finger.touches(self.step(title).locator("[data-handle]"))
        finger.goes_to_the_foot_of(self.step(other))
        finger.lifts()

    def opens_the_step(self, title):
        self.page.get_by_role("link", name=title, exact=True).click()

    def fills_title(self, text):
        self.page.locator("[name=title]").fill(text)

    def changes_title(self, old, new):
        self.opens_the_step(old)
        self.fills_title(new)
        self.clicks("Save")

    def goes_offline(self):
        self.page.context.set_offline(True)

    def comes_back(self):
        self.page.context.set_offline(False)

    def waits_for_network(self, number):
        expect(self.page.locator("waiting-posts [data-count]")).to_contain_text(str(number))

    def waits_for_nothing(self):
        expect(self.page.locator("waiting-posts [data-some]")).to_be_hidden()


class Finger:
    """On the glass: the browser itself is told where it lies, as a driver of the glass would."""

    def __init__(self, page):
        self.page, self.glass = page, page.context.new_cdp_session(page)

    def touches(self, thing):
        thing.evaluate("one => one.scrollIntoView({ behavior: 'instant', block: 'center' })")
        box = thing.bounding_box()
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._tells("touchStart")

    def goes_to_the_foot_of(self, thing):
        """At the edge of the window it waits while the page comes along."""
        for _try in range(MOST_WAYS):
            box = thing.bounding_box()
            foot = box["y"] + box["height"] - 4
            lowest = self.page.viewport_size["height"] - 20
            self._slides_to(min(foot, lowest))
            if foot <= lowest:
                return

    def lifts(self):
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _slides_to(self, y, ways=8):
        for way in range(1, ways + 1):
            self._tells("touchMove", self.y + (y - self.y) * way / ways)
        self.y = y

    def _tells(self, kind, y=None):
        points = [{"x": self.x, "y": self.y if y is None else y}]
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
