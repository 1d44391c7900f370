"""The whole road on the demonstration: register, join, write, publish, find, ask, agree, note."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import DateRange
from scripts.machine import ROOT
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.walking import HostToBe, Member, Traveller

pytestmark = pytest.mark.e2e

FIRST = timezone.localdate() + timedelta(days=20)
NIGHTS = DateRange(FIRST, FIRST + timedelta(days=3))
PHOTO = min((ROOT / "demo/data/photos").glob("*.*"))
TITLE = "La chambre aux ruches"
CANARY = "7 impasse des Canaris"
FRENCH = {
    "language": "fr",
    "device": PHONE,
    "community": "Les Voisins du Cher",
    "commune": "Bléré",
    "sponsors": ("therese.gaillard@example.org", "nadia.belkacem@example.org"),
    "reader": "nadia.belkacem@example.org",
    "traveller": "camille.roussel@example.org",
}
ENGLISH = {
    "language": "en",
    "device": DESKTOP,
    "community": "Neighbours of the Scheldt",
    "commune": "Antwerpen",
    "sponsors": ("joke.verhaegen@example.org", "pieter.claessens@example.org"),
    "reader": "pieter.claessens@example.org",
    "traveller": "hannah.whitfield@example.org",
}


@pytest.mark.parametrize("walk", [FRENCH, ENGLISH], ids=["french-phone", "english-desktop"])
def test_the_whole_road(walk, open_page, demo_site):
    def enter(kind, email):
        return kind(open_page(walk["device"]), demo_site, walk["language"], email)

    host = enter(HostToBe, "apiarist@example.org")
    join(host, walk, enter)
    write(host, walk)
    publish(host, enter(Member, walk["reader"]).logs_in())
    traveller = enter(Traveller, walk["traveller"]).logs_in()
    agree(host, traveller, walk)
    look_back(host, traveller, demo_site)


def join(host, walk, enter):
    host.registers("Aurore")
    host.applies_to(walk["community"])
    for email in walk["sponsors"]:
        enter(Member, email).logs_in().gives_a_word_for("Aurore")
    host.signs_the_charter()


def write(host, walk):
    host.begins_a_stay(TITLE)
    host.says_where(walk["commune"], CANARY)
    host.adds_a_room("La chambre", 3)
    host.adds_a_rate("Le tarif de la maison", 50)
    host.describes_a_photo(PHOTO, "Three hives under an apple tree")
    host.keeps_the_limits()
    host.swears()
    host.previews(TITLE)
    host.hands_in()


def publish(host, reader):
    """Nobody publishes alone: first a change is asked for, then the admin publishes."""
    reader.asks_for_a_change(TITLE, "Say where bicycles sleep.")
    host.reads_why("Say where bicycles sleep.")
    host.hands_in()
    reader.publishes_in_the_admin(TITLE)


def agree(host, traveller, walk):
    traveller.finds(TITLE, place=walk["commune"], dates=NIGHTS, people=2)
    traveller.does_not_see(CANARY)
    traveller.asks(NIGHTS, "We come by bicycle, the two of us.")
    host.proposes(120, title=TITLE)
    traveller.page.goto(traveller.request)
    traveller.does_not_see(CANARY)
    traveller.agrees()
    traveller.sees(CANARY)
    host.page.goto(traveller.request)
    host.sees(walk["traveller"])
    assert f"DTSTART;VALUE=DATE:{NIGHTS.check_in:%Y%m%d}" in traveller.takes_the_calendar_file()
    traveller.prints()
    traveller.sees(CANARY)
    traveller.sees_nights_taken(NIGHTS)


def look_back(host, traveller, site):
    site.lives_on_to(NIGHTS.check_out + timedelta(days=1))
    traveller.leaves_a_note(traveller.request, "We learnt the waggle dance.")
    host.leaves_a_note(traveller.request, "They left the gate as they found it.")
    traveller.page.goto(traveller.offer)
    traveller.sees("We learnt the waggle dance.")
