"""Every room of the road, as each person finds it: open to everybody, and served by one origin."""

import json

import pytest

from tests.e2e.demo_site import opened
from tests.e2e.looking import faults, widths_of

pytestmark = [pytest.mark.rooms, pytest.mark.timeout(1800)]  # up to a hundred pages each

OWN = ("data:", "blob:")
OTHERS = "everybody else"
# Those who open most have a test each, so that two processes share the work evenly.
PEOPLE = (
    "",
    "camille.roussel@example.org",
    "odile.marchand@example.org",
    "nadia.belkacem@example.org",
    "agathe.lemoine@example.org",
    "arthur.pellerin@example.org",
    OTHERS,
)
REFUSALS = {  # pages that say no
    "/fr/offres/?adults=300",
    "/fr/offres/nowhere/",
    "/fr/itineraires/?season=winter&by=plane",
}


@pytest.fixture(scope="session")
def road_site(tmp_path_factory):
    """One for all tests of a process: they only look."""
    with opened(tmp_path_factory.mktemp("road") / "demo") as site:
        yield site


@pytest.fixture(scope="session")
def visits(road_site):
    """Each person by address, with a session and the pages that they open; nobody comes first."""
    return json.loads(
        road_site.says("from tests.e2e.atlas import addresses_json", "print(addresses_json())")
    )


@pytest.fixture
def enter(road_site, open_page):
    """Come in with a session that exists, on a page that remembers what it asked for."""

    def with_session(session, asked, complaints):
        page = open_page({"locale": "fr-FR"})
        if session:
            cookie = {"name": "sessionid", "value": session, "url": road_site.url}
            page.context.add_cookies([cookie])
        page.on("request", lambda request: asked.add(request.url))
        page.on("console", lambda message: complaints.append((page.url, message.text)))
        return page

    return with_session


def visits_of(person, visits):
    """What belongs to this one of PEOPLE, as pairs of a session and its pages."""
    return [
        (session, addresses)
        for email, session, addresses in visits
        if (email if email in PEOPLE else OTHERS) == person
    ]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda email: email.partition("@")[0] or "visitor")
def test_every_room_is_seen_by_each_on_its_own_server(road_site, enter, visits, person):
    asked, complaints, found = set(), [], []
    visits = visits_of(person, visits)
    opened_here = {address for _session, addresses in visits for address in addresses}

    for session, addresses in visits:
        page = enter(session, asked, complaints)
        for number, address in enumerate(addresses):
            found += faults(page, road_site.url + address, widths_of(number))
        page.close()

    own = (f"{road_site.url}/", *OWN)
    assert found == []
    assert [url for url in asked if not url.startswith(own)] == []
    assert {road_site.url + address for address in opened_here} <= asked
    refused = {where.removeprefix(road_site.url) for where, _words in complaints}
    assert refused == REFUSALS & opened_here


def test_every_room_belongs_to_one_of_those_who_look(visits):
    by_person = [visits_of(person, visits) for person in PEOPLE]

    addresses = {address for _email, _session, addresses in visits for address in addresses}
    assert sum(map(len, by_person)) == len(visits)
    assert [] not in by_person
    assert addresses >= REFUSALS
    assert len({address for address in addresses if address.endswith("/")}) > 80
