"""The whole road, as people walk it: from a stranger's first page to a word left afterwards."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from core.values.dates import DateRange
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.people import Coordinator, Host, Sponsor, Traveller
from tests.e2e.walking import Person, Words
from tests.exhaustive import other_case

HOST = "zoe.martin@example.net"
PHONE_OF_HOST = "+33 2 47 00 11 22"
ADDRESS = "7 impasse des Canaris"
SECRETS = (ADDRESS, HOST, PHONE_OF_HOST)


def in_days(days, *, nights):
    first = timezone.localdate() + timedelta(days=days)
    return DateRange(first, first + timedelta(days=nights))


@dataclass(frozen=True)
class Walk:
    """Who walks where, and with which words."""

    language: str
    device: dict[str, Any]
    community: str
    commune: str
    is_in_france: bool
    sponsors: tuple[str, str]
    coordinator: str
    traveller: str
    title: str
    words: str
    photo: str
    without_car: str
    question: str
    conditions: str
    thanks: str
    farewell: str
    closed: DateRange = field(default_factory=partial(in_days, 30, nights=4))
    dates: DateRange = field(default_factory=partial(in_days, 36, nights=3))


FRENCH = Walk(
    language="fr",
    device=PHONE,
    community="Les Voisins du Cher",
    commune="Épeigné-les-Bois",
    is_in_france=True,
    sponsors=("therese.gaillard@example.org", "odile.marchand@example.org"),
    coordinator="nadia.belkacem@example.org",
    traveller="camille.roussel@example.org",
    title="La chambre des bocaux",
    words="Une chambre au-dessus de la cuisine, où cuisent les confitures.",
    photo="Une cour pavée, une échelle contre le mur.",
    without_car="Douze minutes à vélo depuis la gare.",
    question="Nous venons à deux, en train, pour marcher le long du Cher.",
    conditions="Le petit déjeuner est offert, confiture comprise.",
    thanks="La confiture de mirabelles valait le voyage.",
    farewell="Des hôtes qui ont fait la vaisselle sans qu’on demande.",
)
ENGLISH = Walk(
    language="en",
    device=DESKTOP,
    community="Neighbours of the Scheldt",
    commune="Edegem",
    is_in_france=False,
    sponsors=("joke.verhaegen@example.org", "sven.peeters@example.org"),
    coordinator="pieter.claessens@example.org",
    traveller="hannah.whitfield@example.org",
    title="The room with the jars",
    words="A room above the kitchen, where the jam boils.",
    photo="A paved yard, a ladder against the wall.",
    without_car="Twelve minutes by bike from the station.",
    question="The two of us come by train, to walk along the river.",
    conditions="Breakfast is a gift, jam included.",
    thanks="The plum jam was worth the journey.",
    farewell="They washed up before anybody asked.",
)


def join(host, walk, enter):
    host.registers("Zoé", PHONE_OF_HOST)
    host.applies_to(walk.community, walk.words)
    for email in walk.sponsors:
        sponsor = enter(Sponsor, email)
        sponsor.logs_in()
        sponsor.gives_a_word_for("Zoé", walk.community)
    host.signs_the_charter(walk.community)


def write(host, walk):
    host.begins_a_stay(walk.title, walk.words)
    host.says_where(walk.commune, ADDRESS)
    host.adds_a_room("Le grenier", 2)
    host.adds_rates(paid=40, solidarity=25)
    if walk.is_in_france:  # its law alone asks for a statement
        host.swears()
    host.shows_a_photo(walk.photo)
    host.says_limits_finds_and_access(walk.without_car)
    host.closes(walk.closed)
    host.previews(walk.title, walk.words, walk.without_car)
    host.hands_in()


def publish_at_once(host, walk, enter):
    reader = enter(Coordinator, walk.coordinator)
    reader.logs_in()
    reader.publishes_in_the_admin(walk.title)


def publish_after_a_change(host, walk, enter):
    reader = enter(Coordinator, walk.coordinator)
    reader.logs_in()
    reader.asks_for_a_change_in_the_admin(walk.title, "Which floor?")
    host.takes_up_the_change(walk.title, "Which floor?", f"{walk.words} Second floor.")
    host.hands_in()
    reader.publishes_at_the_desk(walk.community, walk.title)


def ask(host, guest, walk):
    guest.logs_in()
    guest.finds(walk.title, place=walk.commune, dates=walk.dates, people=2)
    page_of_offer = guest.page.url.partition("?")[0]
    guest.asks("Zoé", rate="Solidarity rate", words=walk.question)
    guest.does_not_see(*SECRETS)
    return page_of_offer


def agree(host, guest, walk):
    host.opens_the_letter(walk.title)
    host.opens_the_letter(walk.title)
    host.sees(walk.question)
    host.does_not_see(guest.email)
    host.proposes(70, walk.conditions)
    guest.agrees_to(walk.conditions, host="Zoé")
    guest.sees(*SECRETS)
    host.opens_the_letter(walk.title)
    host.sees(guest.email)


def keep(guest, walk):
    ical = guest.keeps_the_dates()
    guest.prints_the_agreement()
    assert f"DTSTART;VALUE=DATE:{walk.dates.check_in:%Y%m%d}" in ical


@pytest.mark.parametrize(
    ("walk", "publish"),
    [
        other_case(FRENCH, publish_at_once, id="french-phone"),
        pytest.param(ENGLISH, publish_after_a_change, id="english-desktop"),
    ],
)
def test_the_whole_road(demo_site, open_page, walk, publish):
    def enter(kind, email=""):
        return kind(open_page(walk.device), demo_site, Words(walk.language), email)

    host, guest, stranger = enter(Host, HOST), enter(Traveller, walk.traveller), enter(Person)

    join(host, walk, enter)
    write(host, walk)
    publish(host, walk, enter)
    page_of_offer = ask(host, guest, walk)
    agree(host, guest, walk)
    keep(guest, walk)
    stranger.page.goto(f"{page_of_offer}?month={walk.closed.check_in:%Y-%m}")
    stranger.sees_taken(*walk.closed.nights, *walk.dates.nights)
    stranger.does_not_see(*SECRETS)
    demo_site.lives_on_to(walk.dates.check_out + timedelta(days=1))
    guest.leaves_a_note(walk.thanks)
    host.leaves_a_note(walk.farewell)
    stranger.page.reload()

    stranger.sees(walk.thanks)
    stranger.does_not_see(walk.farewell)
