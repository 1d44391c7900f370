"""A group asks two hosts for what holds only together, and everybody sees what becomes of it."""

import json

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.demo_site import opened
from tests.e2e.looking import faults

MADE = (
    "import json",
    "from datetime import timedelta",
    "from importlib import import_module",
    "from uuid import uuid4",
    "from django.conf import settings",
    "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY",
    "from django.utils import timezone",
    "from hosting.communities.models.communities import Community",
    "from hosting.offers.models.places import Place",
    "from tests.factories.accounts import UserFactory",
    "from tests.factories.hosting import RateFactory, UnitFactory",
    "from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory",
    "store = import_module(settings.SESSION_ENGINE).SessionStore",
    "near = Place.objects.first().locality",
    "first = timezone.localdate() + timedelta(days=90)",
    "trip = TripFactory(title='From door to door', starts_on=first, days=5, locality=near)",
    "def person(name): return UserFactory(display_name=name, email=f'{uuid4()}@example.org')",
    "people = {name: person(name) for name in ('Camille', 'Zoé', 'Odile', 'Nadia')}",
    "camille = SeatFactory(trip=trip, name='Camille', role='organiser', person=people['Camille'])",
    "SeatFactory(trip=trip, name='Zoé', person=people['Zoé'])",
    "def stay(host, title):",
    "    place = {'host': people[host], 'locality': near,"
    " 'latitude': near.latitude, 'longitude': near.longitude}",
    "    told = {f'stay__place__{name}': value for name, value in place.items()}",
    "    told |= {'stay__host': people[host], 'stay__title': title}",
    "    unit = UnitFactory(stay__community=Community.objects.first(), **told)",
    "    RateFactory(offer=unit.stay)",
    "    return unit.stay",
    "for day, host, title in ((1, 'Odile', 'The mill'), (3, 'Nadia', 'The ferry')):",
    "    StepFactory(trip=trip, kind='offer', offer=stay(host, title), title=title, day=day,"
    " nights=2, by=camille)",
    "def session_of(one):",
    "    session = store()",
    "    session[SESSION_KEY] = str(one.pk)",
    "    session[BACKEND_SESSION_KEY] = 'django.contrib.auth.backends.ModelBackend'",
    "    session[HASH_SESSION_KEY] = one.get_session_auth_hash()",
    "    session.save()",
    "    return session.session_key",
    "keys = {name: session_of(one) for name, one in people.items()}",
    "steps = list(trip.steps.order_by('day').values_list('public_id', flat=True))",
    "print(json.dumps({'trip': trip.public_id, 'steps': steps, 'sessions': keys}))",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("asking") / "demo") as site:
        yield site


class Visitor:
    """What one of them has on the screen."""

    def __init__(self, site, made, name, page, language="en"):
        self.page, self.language = page, language
        room = {"en": "en/trips", "fr": "fr/voyages"}[language]
        self.plan = f"{site.url}/{room}/{made['trip']}/"
        self.requests = f"{self.plan}{'requests' if language == 'en' else 'demandes'}/"
        self.mine = f"{site.url}/{'en/me/requests' if language == 'en' else 'fr/moi/demandes'}/"
        cookie = {"name": "sessionid", "value": made["sessions"][name], "url": site.url}
        page.context.add_cookies([cookie])

    def clicks(self, source):
        with translation.override(self.language):
            name = gettext(source)
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def opens_the_request(self, title):
        self.page.goto(self.mine)
        self.page.get_by_role("main").get_by_role("link", name=title).first.click()


@pytest.fixture
def open_visitor(site, open_page):
    made = json.loads(site.says(*MADE).splitlines()[-1])

    def visitor(name, device=DESKTOP, language="en"):
        return Visitor(site, made, name, open_page(device), language)

    visitor.made = made
    return visitor


def test_two_hosts_are_asked_together_and_the_last_yes_agrees_to_both(open_visitor):
    camille, zoe = open_visitor("Camille"), open_visitor("Zoé", PHONE, "fr")
    odile, nadia = open_visitor("Odile"), open_visitor("Nadia", PHONE, "fr")
    zoe.page.goto(zoe.plan)
    camille.page.goto(camille.requests)

    for box in camille.page.locator("input[name=step]").all():  # by keyboard alone
        box.focus()
        camille.page.keyboard.press("Space")
    camille.page.keyboard.press("Enter")
    expect(
        camille.page.get_by_role("heading", name="Send several requests together")
    ).to_be_visible()
    camille.clicks("Send all requests")
    expect(camille.page.locator("#requests .status")).to_have_text(["Sent", "Sent"])
    expect(zoe.page.locator("#itinerary .status")).to_have_text(["Envoyée", "Envoyée"])

    odile.opens_the_request("The mill")
    expect(odile.page.locator("main")).to_contain_text("it only goes ahead if all of you accept")
    assert faults(odile.page, odile.page.url) == []
    odile.clicks("Accept if the others do")
    expect(zoe.page.locator("#itinerary .status")).to_have_text(["Retenue", "Envoyée"])
    expect(camille.page.locator("#requests")).to_contain_text("On hold")

    nadia.opens_the_request("The ferry")
    nadia.clicks("Accept if the others do")
    expect(zoe.page.locator("#itinerary .status")).to_have_text(["Accord conclu", "Accord conclu"])
    expect(zoe.page.locator(".itinerary__step[data-state=agreed]")).to_have_count(2)
    camille.page.reload()
    expect(camille.page.locator("#requests")).to_contain_text("7 Canary Lane")
    zoe.page.goto(zoe.requests)
    expect(zoe.page.locator("#requests")).not_to_contain_text("7 Canary Lane")


def test_one_no_frees_the_other_and_another_door_is_put_in_its_place(open_visitor):
    camille, odile = open_visitor("Camille"), open_visitor("Odile")
    camille.page.goto(camille.requests)
    for box in camille.page.locator("input[name=step]").all():
        box.check()
    camille.clicks("Send requests together")
    camille.clicks("Send all requests")
    expect(camille.page.locator("#requests .status")).to_have_text(["Sent", "Sent"])

    odile.opens_the_request("The mill")
    odile.clicks("Decline")

    expect(camille.page.locator("#requests .status")).to_have_text(["Released", "Declined"])
    camille.page.get_by_role("link", name="Other offers nearby").last.click()
    camille.clicks("Use this offer")
    expect(camille.page.locator("#requests")).to_contain_text("Requests not sent yet")
    camille.page.goto(camille.plan)
    expect(camille.page.locator("#day-1 .itinerary__title")).not_to_have_text("The mill")


def test_the_rooms_are_for_everybody(open_visitor):
    camille = open_visitor("Camille", language="fr")
    mill, ferry = open_visitor.made["steps"]
    pages = (
        camille.requests,
        f"{camille.plan}etapes/{mill}/demander/",
        f"{camille.plan}etapes/{mill}/portes/",
        f"{camille.requests}ensemble/?step={mill}&step={ferry}",
    )

    assert [fault for page in pages for fault in faults(camille.page, page)] == []
