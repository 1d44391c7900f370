"""A host's day on a telephone: an offer with photographs, answers, mails, a road; shut doors."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from commons.accounts.choices import MailFrequency
from scripts.machine import ROOT
from tests.e2e.conftest import PHONE
from tests.e2e.people import Host
from tests.e2e.test_the_road import in_days
from tests.e2e.walking import Words
from tests.exhaustive import other_case

PHOTOS = [ROOT / "demo" / "data" / "photos" / f"{name}.webp" for name in ("cour", "toits", "lac")]


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
        self.page.locator("photo-drop input[type=file]").set_input_files(files)
        self.clicks("Bring them")
        expect(self.page.locator(".sort-list__item")).to_have_count(len(files), timeout=60_000)
        self.reads("What is to be seen?")

    def moves_the_last_one_to_the_front(self, count):
        for place in range(count, 1, -1):
            self.clicks("Move earlier: photograph %(n)s", n=place)
            self.page.wait_for_load_state()

    def says_what_is_to_be_seen(self, words, *, credit):
        """Of the photograph in front, and where it may not be cut."""
        self.page.get_by_role("link", name=self.words("Words and cut")).first.click()
        picture = self.page.locator(".focal-point__sheet img")
        box = picture.bounding_box()
        picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
        self.fills("What is to be seen", words)
        self.fills("Who took it", credit)
        self.clicks("Save")
        first = self.page.locator(".sort-list__item").first
        for text in (words, credit):
            expect(first).to_contain_text(text)
        self.follows("Go on")

    def translates(self, plan):
        """All but how to come, which readers then find in the host's own words."""
        languages = self.page.get_by_role("region", name=self.words("In other languages"))
        languages.get_by_role("link").first.click()
        self.fills("title", plan.other_title)
        self.fills("in your own words", plan.other_words)
        self.ticks("by a person")
        self.clicks("Save")
        expect(languages).to_contain_text(self.words("by a person"))

    def answers(self, guest, words, *, conditions):
        """In words first, then with terms that can be read later."""
        self.comes_to_the_host_space()
        self.page.get_by_role("link", name=f"{self.words('Answer')} {guest}").click()
        self.fills("Answer", words)
        self.clicks("Send")
        self.sees(words)
        self.proposes(60, conditions)

    def answers_the_note_of(self, guest, words):
        self.follows("Requests")
        asked = self.words("%(name)s asks you", name=guest)
        self.page.get_by_role("article").filter(has_text=asked).get_by_role("link").click()
        self.fills("Your answer", words)
        self.clicks("Answer")
        self.sees(words)

    def wants_fewer_mails(self):
        """Once a day, and messages at once."""
        self.comes_to_the_desk()
        self.follows("My settings")
        self.follows("Which mails I get, and when")
        self.ticks("One mail a day, with everything in it")
        self.page.get_by_label(self.words("Requests and answers")).select_option(
            MailFrequency.AT_ONCE
        )
        self.clicks("Keep")

    def composes(self, plan):
        self.comes_to_the_host_space()
        self.follows("Our itineraries")
        self.follows("Compose one")
        self.fills("title", plan.road)
        self.fills("where it leads, and why", plan.words)
        self.clicks("Begin it")
        self.follows("A place")
        self.fills("title", plan.seen)
        self.fills("Commune or town", plan.commune)
        self.clicks("Put it into the itinerary")
        self.follows("An offer")
        self.main.get_by_role("button", name=self.words("Put it in")).first.click()
        self.clicks("Keep it so")
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
    odile.brings_photographs(*PHOTOS)
    odile.moves_the_last_one_to_the_front(len(PHOTOS))
    odile.says_what_is_to_be_seen(plan.seen, credit="Marc")
    odile.says_limits_finds_and_access(plan.seen)
    odile.swears()
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
