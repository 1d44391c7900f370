"""Each route lets in whom its row names, and shows nobody else a byte of what stands there.

`table.tsv` is read by people first: who may, by which method, and how the others are turned away.
"""

from datetime import timedelta
from itertools import islice

import pytest
import rules
from django.test import Client
from django.urls import reverse

import config.urls
from config.api import api
from core.cache.caching import delete_cached
from emergency.activations.selectors.open_emergencies import KEY
from tests.exhaustive import IS_EXHAUSTIVE, size
from tests.permissions.addresses import Addresses
from tests.permissions.outcomes import ALLOWED, WRONG_METHOD, ask, body_of
from tests.permissions.roles import GROUPS, Role
from tests.permissions.routes import PARAMETER, all_routes
from tests.permissions.table import OUTCOMES, read_rows, rows_of
from tests.permissions.world import CANARY, World

ROUTES = all_routes()
ROWS = read_rows()
AREAS = {
    "hosting": ("hosting:", "search:"),
    "travel": ("travel_stories:",),
    "emergency": ("emergency:",),
    "admin": (
        *("wagtail", "cms_", "locality_chooser:", "audit", "security", "outbox", "search_index"),
        "/cms/",
    ),
}
METHODS = ("GET", "POST")
# Wagtail asks the same question at the door of each of its pages, so fewer of them are asked for.
ADMINS = GROUPS["admins"]
EVERY_ALLOWED = size(9, exhaustive=1)
# Odd numbers: most rows have two methods, and each role is asked by both.
EVERY_ROLE = size(7, exhaustive=1)
EVERY_ADMIN = size(9, exhaustive=1)
EVERY_OUTSIDER = size(7, exhaustive=1)
# Of Wagtail: one raises an error on purpose, the other leaves a file open.
NOT_OPENED = {"wagtailadmin_error_test", "wagtailimages:preview"}
PLAIN = "tests.permissions.outcomes.plain_refusal"

one_world = pytest.mark.usefixtures("plain_refusals")
pytestmark = pytest.mark.one_database


class Site:
    """The world, its addresses and a browser for each role."""

    def __init__(self):
        self.world = World()
        self.addresses = Addresses(self.world)
        self.clients = self.world.clients()
        for client in self.clients.values():
            client.raise_request_exception = False

    def ask(self, route, method, role):
        path, data = self.addresses.of(route, role), self.addresses.data(route)
        return ask(role, self.clients[role], method, path, data)

    def surprises(self, route, row, method, roles):
        """Where the outcome isn't that of the row, and where a refusal tells something."""
        for role in roles:
            outcome, answer = self.ask(route, method, role)
            expected = row.expected[role]
            if row.is_coarse:
                outcome = in_coarse(outcome, expected)
            if outcome != expected:
                yield f"{method} {route.name} as {role}: {outcome}, not {expected}"
            elif outcome != ALLOWED and CANARY in body_of(answer):
                yield f"{method} {route.name} as {role}: {outcome}, and it tells what is there"


@pytest.fixture(scope="module")
def site(module_rows):
    return Site()


@pytest.fixture(autouse=True)
def open_emergency(nothing_remembered):
    """Other tests begin in a quiet year."""
    delete_cached(KEY)


@pytest.fixture(autouse=True)
def identity_just_confirmed(settings):
    """When every role is asked for every row, the logins are older than that allows."""
    settings.ACCOUNTS_IDENTITY_CONFIRMED = timedelta(hours=1)
    settings.ACCOUNTS_ADMIN_IDLE = timedelta(hours=1)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600


@pytest.fixture(autouse=True)
def waiting_counted_once(settings):
    """The header of each page counts what waits: as on the site, not at every page."""
    settings.NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(minutes=1)


@pytest.fixture
def plain_refusals(monkeypatch):
    for status in (403, 404):
        monkeypatch.setattr(config.urls, f"handler{status}", PLAIN, raising=False)


def in_coarse(outcome, expected):
    """What counts of a page of Wagtail: an object may be missing, and only one method be there."""
    is_like = outcome == ALLOWED if expected != ALLOWED else outcome in {"login", "denied"}
    return outcome if is_like else expected


def area_of(route):
    found = [area for area, starts in AREAS.items() if route.name.startswith(starts)]
    return found[0] if found else "the rest"


def cells(area):
    """Each route with a row that names it, and each method of the row."""
    for route in ROUTES:
        if area_of(route) == area:
            for row in rows_of(route, ROWS):
                for method in row.methods:
                    yield route, row, method


def turned_away(number, row, area):
    """Whom a cell turns away, as far as this run asks them: each role at every n-th cell, and by
    turns one at each cell outside the admin.
    """
    refused = [role for role in Role if row.expected[role] != ALLOWED]
    asked = {
        role for place, role in enumerate(Role) if (number + place) % every_nth(role, area) == 0
    }
    if refused and area != "admin":
        asked.add(refused[number % len(refused)])
    return [role for role in refused if role in asked]


def every_nth(role, area):
    """At how many cells that turn a role away it is asked once."""
    if area != "admin":
        return EVERY_ROLE
    if role in ADMINS:
        return EVERY_ADMIN
    if role in {Role.ANONYMOUS, Role.MEMBER}:
        return EVERY_OUTSIDER
    return EVERY_OUTSIDER * len(ADMINS)


def test_every_route_has_a_row_and_every_row_a_route():
    missing = [route.name for route in ROUTES if not rows_of(route, ROWS)]
    unused = [row.route for row in ROWS if not any(row.matches(route) for route in ROUTES)]

    assert missing == []
    assert unused == []


def test_no_row_says_again_what_another_one_says():
    names = [(row.route, method) for row in ROWS for method in row.methods]

    assert len(names) == len(set(names))


def test_a_row_that_lets_nobody_in_says_why():
    assert [row.route for row in ROWS if not row.allowed and not row.note] == []


def test_every_operation_of_the_api_is_for_everybody():
    described = set(api.get_openapi_schema()["paths"])
    routes = [route for route in ROUTES if route.name.startswith("api:")]
    open_to_all = [
        route for route in routes for row in rows_of(route, ROWS) if row.allowed == list(Role)
    ]

    paths = {PARAMETER.sub(r"{\1}", f"/{route.pattern}") for route in routes}
    assert routes == open_to_all
    assert described - paths == set()


@one_world
@pytest.mark.django_db
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("area", [*AREAS, "the rest"])
def test_whoever_is_not_let_in_is_turned_away_as_the_table_says(site, area):
    found = [
        surprise
        for number, (route, row, method) in enumerate(cells(area))
        for surprise in site.surprises(route, row, method, turned_away(number, row, area))
    ]

    assert found == []


@one_world
@pytest.mark.django_db
@pytest.mark.timeout(1800)
# Wagtail leaves the file of a picture that it made to the collector, and a report without an order.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("area", [*AREAS, "the rest"])
def test_whoever_is_let_in_is(site, area):
    """Of some cells, one of those who are: of all cells, all of them, if everything is asked."""
    found = []
    for number, (route, row, method) in enumerate(islice(cells(area), 0, None, EVERY_ALLOWED)):
        roles = row.allowed
        if (row.is_coarse and method == "POST") or route.name in NOT_OPENED:
            continue  # Wagtail answers an empty form with an error
        if roles and not IS_EXHAUSTIVE:
            roles = [roles[number % len(roles)]]
        found += site.surprises(route, row, method, roles)

    assert found == []


@one_world
@pytest.mark.django_db
def test_a_method_without_a_row_lets_nobody_do_anything(site):
    """Refused, or led back to the page: never a page of its own."""
    found = []
    for route in ROUTES:
        rows = rows_of(route, ROWS)
        for method in set(METHODS).difference(*(row.methods for row in rows)):
            if area_of(route) == "admin":
                continue
            role = next((role for row in rows for role in row.allowed), Role.SUPERUSER)
            outcome, answer = site.ask(route, method, role)
            if outcome == ALLOWED and answer.status_code < 300:
                found.append((route.name, method, role))

    assert found == []


@pytest.mark.django_db
def test_the_page_of_a_refusal_says_nothing_of_what_is_there(site):
    """With the pages of the site, which stand for all: one for each role and kind of refusal."""
    seen, found = set(), []
    for area in AREAS:
        for route, row, method in cells(area):
            for role, outcome in row.expected.items():
                if outcome != ALLOWED and (role, outcome) not in seen and "admin" not in area:
                    seen.add((role, outcome))
                    found += site.surprises(route, row, method, [role])

    assert found == []
    assert {outcome for _role, outcome in seen} == set(OUTCOMES) - {ALLOWED}


@one_world
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("travel_stories:trip-detail", Role.COMPANION),
        ("travel_stories:story-workshop", Role.ORGANISER),
        ("hosting:request-detail", Role.HOST),
        ("hosting:concern-list", Role.COORDINATOR),
        ("hosting:announcement-detail", Role.MEMBER),
        ("moderation:case-detail", Role.MODERATOR),
        ("emergency:safety-incident", Role.SAFETY),
    ],
)
def test_control_canary(site, name, role):
    route = next(route for route in ROUTES if route.name == name)

    outcome, answer = site.ask(route, "GET", role)

    assert (outcome, CANARY in body_of(answer)) == (ALLOWED, True)


@one_world
@pytest.mark.django_db
def test_control_a_guard_that_is_off_is_seen(site, monkeypatch):
    route = next(route for route in ROUTES if route.name == "emergency:calls")
    (row,) = rows_of(route, ROWS)
    permission = "emergency_activations.coordinate_activation"
    monkeypatch.setitem(rules.permissions.permissions, permission, rules.always_allow)

    found = list(site.surprises(route, row, "GET", [Role.MEMBER]))

    assert found == ["GET emergency:calls as member: allowed, not hidden"]


@pytest.mark.django_db
def test_what_a_request_changes_is_taken_back(site):
    route = next(route for route in ROUTES if route.name == "travel_stories:trip-cancel")
    before = site.world.trip.state

    outcome, _answer = site.ask(route, "POST", Role.ORGANISER)
    site.world.trip.refresh_from_db()

    assert (outcome, site.world.trip.state) == (ALLOWED, before)


@pytest.mark.django_db
def test_a_log_out_ends_with_its_request(site):
    route = next(route for route in ROUTES if route.name == "account_logout")

    site.ask(route, "POST", Role.MEMBER)

    page = site.clients[Role.MEMBER].get(reverse("notifications:desk"))
    assert page.status_code == 200
    assert isinstance(site.clients[Role.MEMBER], Client)


def test_405_is_no_refusal_of_a_person():
    assert WRONG_METHOD not in OUTCOMES
