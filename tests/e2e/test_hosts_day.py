"""A host's day on a telephone: an offer with photographs, answers, mails, a road; shut doors."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from commons.accounts.choices import MailFrequency
from scripts.machine import ROOT
from tests.e2e.conftest import PHONE
from tests.e2e.people import Host
from tests.e2e.test_the_road import in_days
from tests.e2e.walking import Words, leaves
from tests.exhaustive import other_case
from tests.patience import milliseconds

PHOTOS = [ROOT / "demo" / "data" / "photos" / f"{name}.webp" for name in ("servi", "brume", "banc")]


@dataclass(frozen=True)
class Plan:
    """Who hosts, what they say, and whose offers are none of their business."""

    language: str
    device: dict
    email: str
    guest: str
    noted: str
    community: str
    commune: str
    is_in_france: bool
    elsewhere: str
    title: str
    words: str
    seen: str
    other_title: str
    other_words: str
    answer: str
    reply: str
    room: str
    road: str


FRENCH = Plan(
    language="fr",
    device=PHONE,
    email="odile.marchand@example.org",
    guest="Pauline",
    noted="Clémence",
    community="Les Voisins du Cher",
    commune="Épeigné-les-Bois",
    is_in_france=True,
    elsewhere="Neighbours of the Scheldt",
    title="La chambre du meunier",
    words="Une chambre sous les poutres, où l’on entend la roue.",
    seen="Une cour pavée, une échelle contre le mur.",
    other_title="The miller’s room",
    other_words="A room under the beams, within earshot of the wheel.",
    answer="Cinq, ce n’est pas trop : il y a un lit de bébé.",
    reply="Le livre peut attendre, la vanne aussi.",
    room="Sous les poutres",
    road="Du moulin au lavoir",
)
ENGLISH = Plan(
    language="en",
    device=PHONE | {"locale": "en-GB"},
    email="joke.verhaegen@example.org",
    guest="Ravi",
    noted="Ingrid",
    community="Neighbours of the Scheldt",
    commune="Edegem",
    is_in_france=False,
    elsewhere="Les Voisins du Cher",
    title="The room behind the shop",
    words="A room behind the shop, where the bread cools.",
    seen="A paved yard, a ladder against the wall.",
    other_title="La chambre derrière la boutique",
    other_words="Une chambre derrière la boutique, où le pain refroidit.",
    answer="The oven is yours, and so is the flour.",
    reply="The cape is dry again.",
    room="Behind the oven",
    road="From oven to oven",
)


class Day(Host):
    """What one does between two loaves."""

    def comes_to_the_host_space(self):
        self.comes_to_the_desk()
        self.follows("My host space")

    def brings_photographs(self, *files):
        self.follows("Photos")
        self.page.locator("photo-drop input[type=file]").set_input_files(files)
        self.clicks("Upload photos")
        expect(self.page.locator(".sort-list__item")).to_have_count(
            len(files), timeout=milliseconds(60)
        )
        self.reads("Description missing")

    def moves_the_last_one_to_the_front(self, count):
        for place in range(count, 1, -1):
            with leaves(self.page):
                self.clicks("Move photo %(n)s earlier", n=place)

    def says_what_is_to_be_seen(self, words, *, credit):
        """Of the photograph in front, and where it may not be cut."""
        self.page.get_by_role("link", name=self.words("Describe and crop")).first.click()
        picture = self.page.locator(".focal-point__sheet img")
        box = picture.bounding_box()
        picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
        self.fills("Photo description", words)
        self.fills("Photographer", credit)
        self.clicks("Save")
        first = self.page.locator(".sort-list__item").first
        for text in (words, credit):
            expect(first).to_contain_text(text)
        self.follows("Continue")

    def translates(self, plan):
        """All but how to come, which readers then find in the host's own words."""
        languages = self.page.get_by_role("region", name=self.words("In other languages"))
        languages.get_by_role("link").first.click()
        self.fills("title", plan.other_title)
        self.fills("Text", plan.other_words)
        self.ticks("human translation")
        self.clicks("Save")
        expect(languages).to_contain_text(self.words("human translation"))

    def answers(self, guest, words, *, conditions):
        """In words first, then with terms that can be read later."""
        self.comes_to_the_host_space()
        row = self.main.get_by_role("listitem").filter(has_text=guest)
        row.get_by_role("link", name=self.words("Reply")).first.click()
        self.fills("Your message", words)
        self.clicks("Send")
        self.sees(words)
        self.proposes(60, conditions)

    def answers_the_note_of(self, guest, words):
        """Of a stay that is over: its request is folded among the past ones."""
        self.follows("Requests")
        received = self.page.get_by_role("region", name=self.words("Requests received"))
        received.locator("summary").click()
        row = received.get_by_role("listitem").filter(has_text=guest)
        row.get_by_role("link", name=self.words("Open", "action")).click()
        self.fills("Your reply", words)
        self.clicks("Reply")
        self.sees(words)

    def wants_fewer_mails(self):
        """Once a day, and messages at once."""
        self.comes_to_the_desk()
        self.follows("My settings")
        self.follows("Choose which emails I get, and when")
        self.ticks("Once a day: one email with everything")
        self.page.get_by_label(self.words("Requests and answers")).select_option(
            MailFrequency.AT_ONCE
        )
        self.clicks("Save")

    def composes(self, plan):
        self.comes_to_the_host_space()
        self.follows("Our itineraries")
        self.follows("New itinerary")
        self.fills("title", plan.road)
        self.fills("introduction", plan.words)
        self.clicks("Create itinerary")
        self.follows("Add a place")
        self.fills("title", plan.seen)
        self.fills("Town, village or city", plan.commune)
        self.clicks("Add to itinerary")
        self.follows("Add an offer")
        self.main.get_by_role("button", name=self.words("Add")).first.click()
        self.clicks("Save")
        self.follows("Preview")
        self.sees(plan.road, plan.seen)

    def finds_shut(self, address):
        answer = self.page.goto(address)
        assert answer.status in (403, 404), address
        expect(self.main).to_be_visible()

    def id_on(self, link):
        """What the address of a public page ends with."""
        return link.get_attribute("href").rstrip("/").rpartition("-")[2]


def write(odile, plan):
    odile.begins_a_stay(plan.title, plan.words)
    odile.says_where(plan.commune, "7 impasse des Canaris")
    odile.adds_a_room(plan.room, 2)
    odile.adds_rates(paid=48, solidarity=30)
    if plan.is_in_france:  # its law alone asks for a statement
        odile.swears()
    odile.brings_photographs(*PHOTOS)
    odile.moves_the_last_one_to_the_front(len(PHOTOS))
    odile.says_what_is_to_be_seen(plan.seen, credit="Marc")
    odile.says_limits_finds_and_access(plan.seen)
    odile.closes(in_days(20, nights=3), room=plan.room)
    odile.translates(plan)
    odile.previews(plan.title, plan.words, plan.seen, "Marc")
    odile.hands_in()


def check_forbidden_pages(odile, plan):
    """What belongs to others isn't there for her; the admin asks who she is."""
    home = f"{odile.site.url}/{plan.language}"
    odile.opens()
    odile.follows("Communities")
    odile.follows_to(plan.elsewhere)
    theirs = odile.id_on(odile.page.locator(".offer-card a").first)
    desk = odile.page.url.rstrip("/").rpartition("-")[2]
    offers = "accueillir/offres" if plan.language == "fr" else "hosting/offers"
    odile.finds_shut(f"{home}/{offers}/{theirs}/")
    odile.finds_shut(f"{home}/coordination/{desk}/")
    odile.page.goto(f"{odile.site.url}/cms/")
    assert "/cms/login/" in odile.page.url


@pytest.mark.parametrize(
    "plan", [other_case(FRENCH, id="french"), pytest.param(ENGLISH, id="english")]
)
def test_a_host_does_a_day_of_work(demo_site, open_page, plan):
    host = Day(open_page(plan.device), demo_site, Words(plan.language), plan.email)
    host.logs_in()

    write(host, plan)
    host.answers(plan.guest, plan.answer, conditions=plan.seen)
    host.answers_the_note_of(plan.noted, plan.reply)
    host.wants_fewer_mails()
    host.composes(plan)

    check_forbidden_pages(host, plan)
