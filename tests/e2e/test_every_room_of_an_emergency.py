"""Every room of an emergency as each finds it, in all four looks, also after a press."""

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.e2e.looking import faults, faults_now
from tests.emergency.house_of_logins import CODE

pytestmark = pytest.mark.rooms

OWN = ("data:", "blob:")
GONE, REFUSED = 410, 422  # a link of nobody, and forms that were sent empty
SENT = """form => {
  const reason = form.querySelector("[name=reason]");
  if (reason) reason.value = "To see the page";
  form.noValidate = true;
  form.requestSubmit();
}"""


@pytest.fixture(autouse=True)
def login_connected(monkeypatch):
    """The site asks no house on the way there and back, only once somebody presses."""
    house = "tests.emergency.house_of_logins.HouseOfLogins"
    monkeypatch.setenv("EMERGENCY_LOGIN", house)


@pytest.fixture
def atlas(demo_site):
    """Rooms and presses by session, in the demonstration whose emergency was declared."""
    return json.loads(demo_site.says("from tests.e2e.emergency_atlas import told", "print(told())"))


@pytest.fixture
def enter(demo_site, open_page):
    """A page with this session, which remembers what it asked for and which answers it got."""

    def with_session(session, asked):
        page = open_page({"locale": "fr-FR"})
        if session:
            cookie = {"name": "sessionid", "value": session, "url": demo_site.url}
            page.context.add_cookies([cookie])
        page.on("response", lambda response: asked.append((response.url, response.status)))
        return page

    return with_session


def send(page, url, action):
    """Press what stands in the form of this address, or in the form of the page itself."""
    page.goto(url)
    form = f'form[action="{action}"]' if action else "main form:not([action])"
    with page.expect_navigation():
        page.locator(form).first.evaluate(SENT)


def go_and_come_back(page, site, status, go, back):
    """To a professional login and back, each page as it stands."""
    send(page, site + status, go)
    yield from faults_now(page)
    house = page.locator('a[href^="https://login.example/"]').get_attribute("href")
    state = parse_qs(urlsplit(house).query)["state"][0]
    yield from faults(page, f"{site}{back}?{urlencode({'code': CODE, 'state': state})}")


def test_every_room_of_an_emergency_leaves_nobody_out(demo_site, enter, atlas):
    rooms, presses, login = atlas
    asked, found = [], []

    for session, addresses in rooms:
        page = enter(session, asked)
        for address in addresses:
            found += faults(page, demo_site.url + address)
        page.close()
    for session, address, action in presses:
        page = enter(session, asked)
        send(page, demo_site.url + address, action)
        found += faults_now(page)
        page.close()

    found += go_and_come_back(enter("", asked), demo_site.url, *login)

    assert found == []
    own = (f"{demo_site.url}/", *OWN)
    assert [url for url, _status in asked if not url.startswith(own)] == []
    assert {status for _url, status in asked} - {200, 304} == {GONE, REFUSED}
    assert len({url for url, _status in asked if url.endswith("/")}) > 90
