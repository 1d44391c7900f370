"""The whole road on the demonstration: register, join, write, publish, find, ask, agree, note."""

from datetime import date, timedelta

import pytest

from core.dates import DateRange
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.walking import HostToBe, Member, Traveller

pytestmark = pytest.mark.e2e

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
    host.registers("Aurore")
    host.applies_to(walk["community"])
    for email in walk["sponsors"]:
        enter(Member, email).logs_in().gives_a_word_for("Aurore")
    host.signs_the_charter()
    host.begins_a_stay(TITLE)
    host.says_where(walk["commune"], CANARY)
    host.adds_a_room("La chambre", 3)
    host.adds_a_rate("Le tarif de la maison", 50)
