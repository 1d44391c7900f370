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
            assert len(self.stops) < MOST_STOPS, name
        return self

    def sends(self, key):
        self.page.keyboard.press(key)
        return self

    def types(self, words):
        self.page.keyboard.type(words)
        return self
