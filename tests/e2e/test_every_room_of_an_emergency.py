"""Every room of an emergency as each finds it, in all four looks, also after a press."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.e2e.demo_site import opened
from tests.e2e.looking import faults, faults_now, widths_of
from tests.emergency.house_of_logins import CODE

pytestmark = [pytest.mark.rooms, pytest.mark.timeout(1800)]  # up to a hundred pages each

OWN = ("data:", "blob:")
REFUSED = 422  # forms that were sent empty
GONE = 410  # a link of nobody
NOBODYS_LINK = "nobody-has-this-one"
PEOPLE = (
    "",
    "odile.marchand@example.org",
    "therese.gaillard@example.org",
    "nadia.belkacem@example.org",
)
SENT = """form => {
  const reason = form.querySelector("[name=reason]");
  if (reason) reason.value = "To see the page";
  form.noValidate = true;
  form.requestSubmit();
}"""


@dataclass(frozen=True)
class Emergency:
    """The demonstration whose emergency was declared: where it stands, and what is looked at."""

    url: str
    visits: list[tuple[str, str, list[str]]]  # who, session, pages
    post_forms: list[tuple[str, str, str]]  # session, page, address that its form sends to
    login: tuple[str, str, str]  # a page, the press that leads to a login, the way back


@contextmanager
def declared(folder: Path) -> Iterator[Emergency]:
    """A site of one's own; it asks no house of logins on the way, only once somebody presses."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EMERGENCY_LOGIN", "tests.emergency.house_of_logins.HouseOfLogins")
            site = stack.enter_context(opened(folder))
            lines = (
                "from tests.e2e.emergency_atlas import addresses_json",
                "print(addresses_json())",
            )
            atlas = json.loads(site.says(*lines))
        yield Emergency(site.url, *atlas)


@pytest.fixture(scope="session")
def emergency(tmp_path_factory):
    """One for all tests of a process that only look."""
    with declared(tmp_path_factory.mktemp("emergency") / "demo") as site:
        yield site


@pytest.fixture
def own_emergency(tmp_path):
    """One for a test that presses: what it changes, nobody else may find."""
    with declared(tmp_path / "demo") as site:
        yield site


@pytest.fixture
def enter(open_page):
    """A page with this session, which remembers what it asked for and which answers it got."""

    def with_session(site, session, asked):
        page = open_page({"locale": "fr-FR"})
        if session:
            cookie = {"name": "sessionid", "value": session, "url": site.url}
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


def asked_elsewhere(site, asked):
    """Addresses that another server would have to answer."""
    own = (f"{site.url}/", *OWN)
    return [url for url, _status in asked if not url.startswith(own)]


def statuses(asked):
    """What was answered, other than with a page."""
    return {status for _url, status in asked} - {200, 304}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda email: email.partition("@")[0] or "visitor")
def test_every_room_of_an_emergency_leaves_nobody_out(emergency, enter, person):
    asked, found = [], []
    visits = [(session, pages) for email, session, pages in emergency.visits if email == person]
    opened_here = {page for _session, pages in visits for page in pages}

    for session, addresses in visits:
        page = enter(emergency, session, asked)
        for number, address in enumerate(addresses):
            found += faults(page, emergency.url + address, widths_of(number))
        page.close()

    assert found == []
    assert asked_elsewhere(emergency, asked) == []
    assert {emergency.url + page for page in opened_here} <= {url for url, _status in asked}
    nobodys = any(NOBODYS_LINK in page for page in opened_here)
    assert statuses(asked) == ({GONE} if nobodys else set())


def test_every_room_of_an_emergency_belongs_to_one_of_those_who_look(emergency):
    visits = emergency.visits

    addresses = {page for _email, _session, pages in visits for page in pages}
    assert [email for email, _session, _pages in visits] == list(PEOPLE)
    assert any(NOBODYS_LINK in address for address in addresses)
    assert len({address for address in addresses if address.endswith("/")}) > 90


def test_every_answer_to_a_press_leaves_nobody_out(own_emergency, enter):
    asked, found = [], []

    for number, (session, address, action) in enumerate(own_emergency.post_forms):
        page = enter(own_emergency, session, asked)
        send(page, own_emergency.url + address, action)
        found += faults_now(page, widths_of(number))
        page.close()
    page = enter(own_emergency, "", asked)
    found += go_and_come_back(page, own_emergency.url, *own_emergency.login)

    assert found == []
    assert asked_elsewhere(own_emergency, asked) == []
    assert statuses(asked) == {REFUSED}
