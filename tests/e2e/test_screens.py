"""Figures of the screens in docs/screens.tsv and of every list: sizes, requests, the first row."""

import json

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.targets import small_targets

pytestmark = [pytest.mark.rooms, pytest.mark.timeout(1800)]  # some forty pages each

SEEN_OF_A_ROW = 120  # pixels in the first screen, at least
MOST_REQUESTS = 40  # of a first visit, without photographs
MOST_REQUESTS_AGAIN = 12  # of the next one
PHOTOGRAPHS = "/media/"
VISITED_AGAIN = {"home", "offers", "map", "stay", "story", "trip", "desk", "emergency"}
SCREENS = "from tests.e2e.screens import screens_json; print(screens_json({!r}))"
LISTS = "from tests.e2e import list_atlas; print(list_atlas.{}())"


class Visit:
    """One profile of a telephone with a session, which counts what comes over the wire."""

    def __init__(self, site, open_page, session):
        self.site, self.page = site, open_page(PHONE | {"locale": "en-GB"}, reduced_motion="reduce")
        if session:
            cookie = {"name": "sessionid", "value": session, "url": site.url}
            self.page.context.add_cookies([cookie])
        self.sent, self.addresses = {}, {}
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("Network.enable")
        tools.on("Network.requestWillBeSent", self._begins)
        tools.on("Network.loadingFinished", self._ends)

    def _begins(self, event):
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _ends(self, event):
        self.sent[event["requestId"]] = event["encodedDataLength"]

    def opens(self, address):
        self.sent.clear()
        answer = self.page.goto(self.site.url + address, wait_until="networkidle")
        assert answer.status == 200, address

    def requests(self):
        """Those that the server answered: what the browser had kept has no length."""
        return [
            self.addresses[one]
            for one, length in self.sent.items()
            if length and PHOTOGRAPHS not in self.addresses[one]
        ]

    def closes(self):
        self.page.context.close()


def faults_of_a_screen(visit, name, address):
    """One visit, and for the pages that strangers read the next one."""
    visit.opens(address)
    if len(visit.requests()) > MOST_REQUESTS:
        yield f"{name}: {len(visit.requests())} requests at first"
    yield from (f"{name}: {target}" for target in small_targets(visit.page))
    if name in VISITED_AGAIN:
        visit.opens(address)
        if len(visit.requests()) > MOST_REQUESTS_AGAIN:
            yield f"{name}: {visit.requests()} in the next visit"


def faults_of_a_list(visit, address, rows):
    """Where the first row that is shown begins, on a telephone and on a desk."""
    visit.opens(address)
    first = visit.page.locator(rows).locator("visible=true").first
    for device in (PHONE, DESKTOP):
        visit.page.set_viewport_size(device["viewport"])
        box = first.bounding_box(timeout=2000) if first.count() else None
        if box is None:
            yield f"{address}: no row"
        elif box["y"] + SEEN_OF_A_ROW > device["viewport"]["height"]:
            yield f"{address}: first row at {box['y']:.0f} of {device['viewport']}"
    visit.page.set_viewport_size(PHONE["viewport"])
    yield from (f"{address}: {target}" for target in small_targets(visit.page))


@pytest.mark.parametrize("when", ["", "open"], ids=["dormant", "emergency"])
def test_screens_are_for_thumbs_and_come_in_few_requests(demo_site, open_page, when):
    found = []

    for name, session, address in json.loads(demo_site.says(SCREENS.format(when))):
        visit = Visit(demo_site, open_page, session)
        found += faults_of_a_screen(visit, name, address)
        visit.closes()

    assert found == []


def test_the_first_row_of_every_list_is_in_the_first_screen(demo_site, open_page):
    found = []
    lists = json.loads(demo_site.says(LISTS.format("lists_json")))

    for session, address, rows in lists:
        visit = Visit(demo_site, open_page, session)
        found += faults_of_a_list(visit, address, rows)
        visit.closes()
    demo_site.says(SCREENS.format("open"))
    for session, address, rows in json.loads(demo_site.says(LISTS.format("emergency_lists_json"))):
        visit = Visit(demo_site, open_page, session)
        found += faults_of_a_list(visit, address, rows)
        visit.closes()

    assert found == []
