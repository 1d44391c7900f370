"""Somebody without a pointer, who remembers every stop of the Tab key."""

import re

from tests.e2e.looking import draw_map

MOST_STOPS = 250
# What has the focus, whether a ring shows it, and whether something else lies on it.
STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const ringed = (one) => getComputedStyle(one).outlineStyle !== "none";
  const near = [stop, ...stop.querySelectorAll("circle")];
  for (let one = stop; one && near.length < 8; one = one.parentElement) near.push(one);
  const box = stop.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
  const above = document.elementFromPoint(x, y);
  return {
    name: (stop.ariaLabel ?? stop.labels?.[0]?.innerText ?? stop.innerText).trim() || stop.name,
    tag: stop.localName,
    seen: near.some(ringed) || getComputedStyle(near[1]).strokeWidth === "5px",
    covered: !(above && (stop.contains(above) || above.contains(stop))),
    jumps: stop.tabIndex > 0,
    above: above?.outerHTML.slice(0, 80) ?? "out of sight",
  };
}"""
MORE_LOOKS = 4
SETTLING = 500  # milliseconds; what comes late moves what stands below it


class Keys:
    """Walks with the Tab key and remembers every stop."""

    def __init__(self, page):
        self.page, self.stops = page, []

    def opens(self, url):
        self.page.goto(url)
        draw_map(self.page)
        self.stops = []

    def steps(self):
        self.page.keyboard.press("Tab")
        self.stops.append(self.stop())
        return self.stops[-1]

    def stop(self):
        """What is covered is looked at again: on a slow machine a page may still be moving."""
        stop = self.page.evaluate(STOP)
        for _look in range(MORE_LOOKS):
            if not stop or not stop["covered"]:
                break
            self.page.wait_for_timeout(SETTLING)
            stop = self.page.evaluate(STOP)
        return stop

    def walks(self):
        """To the last stop, from which the focus leaves the page."""
        while self.steps() is not None:
            assert len(self.stops) < MOST_STOPS
        return self.stops[:-1]

    def comes_to(self, name):
        """Go on until a stop is called so; it has to come."""
        while not re.search(name, (self.steps() or {"name": ""})["name"]):
            assert len(self.stops) < MOST_STOPS, (name, self.names())
        return self

    def names(self):
        """Of the stops that were passed, to tell where somebody goes in circles."""
        return list(dict.fromkeys(stop["name"] for stop in self.stops if stop))

    def sends(self, key):
        self.page.keyboard.press(key)
        return self

    def types(self, words):
        self.page.keyboard.type(words)
        return self


class Hands(Keys):
    """Two hands on the keys: what they pass is remembered, what they press is done.

    `hidden` holds each stop that nobody sees, and each that is out of the order of the page.
    """

    def __init__(self, page):
        super().__init__(page)
        self.hidden = []

    def steps(self):
        stop = super().steps()
        if stop and (stop["covered"] or not stop["seen"] or stop["jumps"]):
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
            assert len(self.stops) < MOST_STOPS, (holds, self.names())
        return self

    def holds_on(self, *names):
        """The page changed under the fingers: the focus is still somewhere sensible."""
        self.page.wait_for_function("() => document.activeElement !== document.body")
        assert any(name in self.stop()["name"] for name in names), self.stop()
