"""The guide of whoever runs a site, followed: from empty tables to a first published offer."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from commons.geography.selectors.localities import read_gazetteer
from tests.config.setting_up import know_few_places
from tests.e2e.conftest import DESKTOP
from tests.e2e.people import Coordinator, Host
from tests.e2e.two_sides import LiveSite
from tests.e2e.walking import Person, Words, leaves

pytestmark = pytest.mark.django_db(transaction=True)

COMMUNITY, TITLE = "The valley", "The room with the jars"
ADMINISTRATOR = "ada@example.net"
FOUNDERS = {"Zoé": "zoe@example.net", "Bob": "bob@example.net"}
INTRODUCTION = {
    "territory": "Three villages and a wood.",
    "summary_en": "Neighbours along the river.",
    "story": "We met at the market.",
    "charter": "We always reply, even to say no.",
}
CODE = re.compile(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", re.MULTILINE)


class Administrator(Person):
    """Made on the server, without a password."""

    def comes_in_by_a_code(self):
        self.opens()
        self.follows("Log in")
        self.follows("Email me a code")
        self.fills("Your email address", self.email)
        self.clicks("Email me a code")
        self.reads("Enter the code")
        letter = self.site.new_letter_to(self.email, about="")
        words = letter.get_body(("plain",)).get_content()
        self.page.get_by_role("textbox").first.fill(CODE.search(words)[1])
        self.clicks("Log in")

    def tells_the_community(self, fields):
        self.edits_the_community()
        for name, words in fields.items():
            self.page.locator(f"[name={name}]").fill(words)
        self.keeps()

    def opens_the_community(self):
        self.edits_the_community()
        self.page.locator("[name=state]").select_option("active")
        self.keeps()

    def keeps(self):
        with leaves(self.page):
            self.page.get_by_role("button", name="Save", exact=True).click()
        self.reads_nothing_wrong()

    def reads_nothing_wrong(self):
        assert self.page.locator(".messages .error").count() == 0, self.page.inner_text("main")

    def edits_the_community(self):
        self.page.goto(f"{self.site.url}/cms/snippets/hosting/community/")
        self.page.get_by_role("link", name=COMMUNITY).first.click()


@pytest.fixture
def site(live_server, settings):
    settings.BASE_URL = live_server.url  # letters lead there
    know_few_places()
    read_gazetteer.cache_clear()
    return LiveSite(live_server.url)


@pytest.fixture
def enter(open_page, site):
    """A function that opens a browser of its own for somebody."""
    return lambda kind, email: kind(open_page(DESKTOP), site, Words("en"), email)


def set_up(*options):
    call_command("setup_site", *options, stdout=StringIO(), verbosity=0)


def test_the_guide_leads_from_empty_tables_to_a_first_published_offer(enter):
    set_up("--admin", ADMINISTRATOR, "--admin-name", "Ada")
    ada = enter(Administrator, ADMINISTRATOR)
    ada.comes_in_by_a_code()
    zoe, bob = (enter(Host, email) for email in FOUNDERS.values())
    for founder, name in zip((zoe, bob), FOUNDERS, strict=True):
        founder.registers(name, "+33 2 47 00 11 22")
    founders = ",".join(FOUNDERS.values())
    set_up("--community", COMMUNITY, "--place", "fr:37027", "--founders", founders)

    ada.tells_the_community(INTRODUCTION)
    for founder in (zoe, bob):
        founder.signs_the_charter(COMMUNITY)
    ada.opens_the_community()

    zoe.begins_a_stay(TITLE, "A room above the kitchen, where the jam boils.")
    zoe.says_where("Bléré", "7 impasse des Canaris")
    zoe.adds_a_room("The loft", 2)
    zoe.adds_rates(paid=40, solidarity=25)
    zoe.swears()
    zoe.shows_a_photo("A paved yard, a ladder against the wall.")
    zoe.says_limits_finds_and_access("Twelve minutes by bike from the station.")
    zoe.hands_in()
    reader = enter(Coordinator, FOUNDERS["Bob"])
    reader.logs_in()
    reader.publishes_at_the_desk(COMMUNITY, TITLE)

    visitor = enter(Person, "")
    visitor.opens()
    visitor.sees("Stay with people who live there")
    visitor.opens("offers/")
    visitor.follows_to(TITLE)
    visitor.sees(TITLE, "The valley")
