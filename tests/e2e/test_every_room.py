"""Every room of the road, as each person finds it: open to everybody, and served by one origin."""

import json

import pytest

from tests.e2e.looking import faults

pytestmark = pytest.mark.rooms

OWN = ("data:", "blob:")
REFUSALS = {  # pages that say no
    "/fr/offres/?adults=300",
    "/fr/offres/nowhere/",
    "/fr/itineraires/?season=winter&by=plane",
}


@pytest.fixture
def rooms(demo_site):
    """Each person as a session and the addresses that they open; nobody comes first."""
    return json.loads(demo_site.says("from tests.e2e.atlas import told", "print(told())"))


@pytest.fixture
def enter(demo_site, open_page):
    """Come in with a session that exists, on a page that remembers what it asked for."""

    def with_session(session, asked, complaints):
        page = open_page({"locale": "fr-FR"})
        if session:
            cookie = {"name": "sessionid", "value": session, "url": demo_site.url}
            page.context.add_cookies([cookie])
        page.on("request", lambda request: asked.add(request.url))
        page.on("console", lambda message: complaints.append((page.url, message.text)))
        return page

    return with_session


def test_every_room_leaves_nobody_out_and_asks_its_own_server_only(demo_site, enter, rooms):
    asked, complaints, found = set(), [], []

    for session, addresses in rooms:
        page = enter(session, asked, complaints)
        for address in addresses:
            found += faults(page, demo_site.url + address)
        page.close()

    own = (f"{demo_site.url}/", *OWN)
    assert found == []
    assert [url for url in asked if not url.startswith(own)] == []
    assert {where.removeprefix(demo_site.url) for where, _words in complaints} == REFUSALS
    assert len({url for url in asked if url.endswith("/")}) > 80
