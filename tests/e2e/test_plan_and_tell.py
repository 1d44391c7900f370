"""The whole workshop: three browsers plan a trip at once, and tell it to whoever comes by."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.values.dates import DateRange
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.story_people import Author, Lead, Moderator, Reader
from tests.e2e.trip_people import Asked, ConsentingPerson, Payer
from tests.e2e.walking import Words
from tests.exhaustive import other_case

BAKER, LOSER = "Marguerite", "Anatole"


def in_days(days, *, nights):
    first = timezone.localdate() + timedelta(days=days)
    return DateRange(first, first + timedelta(days=nights))


@dataclass(frozen=True)
class Journey:
    """Who travels, from where to where, and whom they meet."""

    language: str
    device: dict[str, Any]
    title: str
    place: str
    organiser: tuple[str, str]
    companion: tuple[str, str]
    guest: str
    hosts: dict[str, str]
    meeting: str
    walk: str
    picnic: str
    idea: str
    mine: str
    theirs: str
    photo: str
    quote: str
    silent: str
    advice: str
    moderator: str
    dates: DateRange = field(default_factory=partial(in_days, 80, nights=2))
    other_dates: DateRange = field(default_factory=partial(in_days, 87, nights=2))


FRENCH = Journey(
    language="fr",
    device=PHONE,
    title="De la gare au fournil",
    place="Tours",
    organiser=("Camille", "camille.roussel@example.org"),
    companion=("Loïc", "loic.garnier@example.org"),
    guest="Jo",
    hosts={
        "La maison mesurée": "berenice.jourdain@example.org",
        "Au-dessus du fournil": "hamid.nouri@example.org",
    },
    meeting="Devant la gare",
    walk="Marcher jusqu’au fleuve",
    picnic="Le pique-nique",
    idea="Voir cuire le pain",
    mine="Le pique-nique, sous le grand saule",
    theirs="Le pique-nique, à midi",
    photo="Une cour pavée, une échelle contre le mur.",
    quote="Le pain attend mieux que les gens.",
    silent="Anatole a perdu ses clés deux fois.",
    advice="Prendre le train de 9 h 12, et un sac vide.",
    moderator="karim.benyahia@example.org",
)
ENGLISH = Journey(
    language="en",
    device=DESKTOP,
    title="From the station to the bindery",
    place="Antwerpen",
    organiser=("Hannah", "hannah.whitfield@example.org"),
    companion=("Ravi", "ravi.chandran@example.org"),
    guest="Sam",
    hosts={
        "The narrow house": "griet.maes@example.org",
        "The room beside the bindery": "elke.smets@example.org",
    },
    meeting="In front of the station",
    walk="Walk down to the river",
    picnic="The picnic",
    idea="See how a book is sewn",
    mine="The picnic, under the big willow",
    theirs="The picnic, at noon",
    photo="A paved yard, a ladder against the wall.",
    quote="Bread waits better than people do.",
    silent="Anatole lost his keys twice.",
    advice="Take the 9.12 train, and an empty bag.",
    moderator="pieter.claessens@example.org",
)


def gather(organiser, companion, guest, journey):
    organiser.logs_in()
    organiser.begins_a_trip(journey.title, place=journey.place, days=3)
    organiser.invites(companion.email)
    guest.takes_a_seat_by_name(organiser.draws_a_link(), journey.guest)
    companion.logs_in()
    companion.takes_the_seat(journey.organiser[0], journey.title)


def find_the_dates(organiser, companion, guest, journey):
    organiser.asks_about_dates(journey.dates, journey.other_dates)
    companion.votes_for(0, 1)
    organiser.sees_votes(1, 1)
    guest.votes_for(0)
    organiser.sees_votes(2, 1)
    organiser.turns_the_result_into_the_dates()


def plan(organiser, companion, guest, journey):
    addresses = [organiser.finds_the_address_of(title) for title in journey.hosts]
    organiser.comes_to_the_desk()
    organiser.follows_to(journey.title)
    organiser.adds_a_step(journey.meeting, day=1, **{"Town, village or city": journey.place})
    organiser.adds_a_step(journey.walk, day=1)
    organiser.adds_a_step(journey.picnic, day=1)
    for day, (title, address) in enumerate(zip(journey.hosts, addresses, strict=True), start=1):
        organiser.adds_a_stay(title, address, day=day)
    guest.proposes_an_idea(journey.idea)
    companion.enters("Decide")
    companion.is_for(journey.idea)
    organiser.enters("Decide")
    organiser.puts_into_the_plan(journey.idea, day=3)


def reorder(organiser, companion, guest, journey):
    everybody = (organiser, companion, guest)
    first = next(iter(journey.hosts))
    for one in everybody:
        one.enters("Plan")
        one.sees_on_the_first_day(journey.meeting, journey.walk, journey.picnic, first)

    organiser.drags(journey.meeting, below=journey.walk)
    for one in everybody:
        one.sees_on_the_first_day(journey.walk, journey.meeting, journey.picnic, first)
    companion.moves_up(journey.meeting)
    for one in everybody:
        one.sees_on_the_first_day(journey.meeting, journey.walk, journey.picnic, first)


def ask(organiser, watching, journey, hosts):
    organiser.asks_together(*hosts)
    watching.sees_steps("Sent", "Sent")
    for title, host in hosts.items():
        host.agrees_if_the_others_do(journey.organiser[0], title)
    watching.sees_steps("Agreed", "Agreed")
    organiser.sees_requests("Agreed", "Agreed")


def share(organiser, companion, guest, journey):
    organiser.notes_an_expense(journey.picnic, 60)
    guest.notes_an_expense(journey.walk, 30)
    companion.enters("Money")
    companion.owes(journey.companion[0], journey.organiser[0], "30")
    companion.says_that_it_was_paid()
    for one in (organiser, guest):
        one.owes_nothing()


def lose_the_network(organiser, companion, journey):
    """What was pressed leaves once; what somebody else changed meanwhile is put beside it."""
    for one in (organiser, companion):
        one.enters("Plan")
    companion.opens_the_step(journey.picnic)
    companion.goes_offline()
    companion.fills_title(journey.mine)
    companion.clicks("Save")
    companion.waits_for_network(1)
    organiser.changes_title(journey.picnic, journey.theirs)
    expect(organiser.step(journey.theirs)).to_be_visible()

    companion.comes_back()
    companion.keeps_mine(journey.mine, instead_of=journey.theirs)
    companion.waits_for_nothing()
    organiser.enters("History")
    organiser.sees_in_the_history(journey.mine, times=2)  # set aside once, then kept


def tell(lead, author, journey):
    lead.tells_the_trip()
    lead.sees_chapters(2)
    lead.asks_to_tell_along(journey.companion[0])
    author.tells_along(journey.organiser[0], journey.title)
    lead.enters_the_workshop("Write")
    lead.quotes(journey.quote, of=BAKER, chapter=0)
    lead.writes_a_text(journey.silent, chapter=1)
    author.enters_the_workshop("Write")
    author.writes_a_text(journey.advice, chapter=1)
    author.shows_a_photograph(journey.photo, chapter=0)


def ask_consent(lead, journey, hosts, enter):
    """The baker says yes, the one who lost his keys says no, the hosts say yes."""
    lead.names(BAKER, "baker@example.net", where=journey.quote)
    lead.names(LOSER, "loser@example.net", where=journey.silent)
    lead.has_it_reread()
    story = {"lead": journey.organiser[0], "title": journey.title}
    baker, loser = (
        enter(ConsentingPerson, "baker@example.net"),
        enter(ConsentingPerson, "loser@example.net"),
    )
    baker.answers("Yes, as it is", about=journey.quote, **story)
    loser.answers("Cut this part", about=journey.silent, **story)
    baker.does_not_see(journey.silent)
    for title, host in hosts.items():
        host.answers("Yes, as it is", about=title, **story)
    lead.sees_all_answers()


def publish(lead, journey, enter):
    lead.hands_in()
    moderator = enter(Moderator, journey.moderator)
    moderator.logs_in()
    moderator.publishes_from_the_admin(journey.title, seen=journey.advice, cut=journey.silent)


def follow(reader, journey):
    reader.finds_the_story(journey.title)
    reader.sees(journey.quote, BAKER, journey.advice, *journey.hosts)
    reader.does_not_see(journey.silent, LOSER)
    reader.sees_the_photograph(journey.photo)
    assert f"<name>{journey.meeting}</name>" in reader.takes_the_road_along()
    reader.asks_for_offer_on_the_road()


@pytest.mark.parametrize(
    "journey", [pytest.param(FRENCH, id="french-phone"), other_case(ENGLISH, id="english-desktop")]
)
def test_a_trip_is_planned_and_told_with_three_browsers(demo_site, open_page, journey):
    def enter(kind, email=""):
        page = open_page(journey.device, reduced_motion="reduce")
        return kind(page, demo_site, Words(journey.language), email)

    organiser = enter(Lead, journey.organiser[1])
    companion, guest = enter(Author, journey.companion[1]), enter(Payer)
    hosts = {title: enter(Asked, email) for title, email in journey.hosts.items()}

    gather(organiser, companion, guest, journey)
    find_the_dates(organiser, companion, guest, journey)
    plan(organiser, companion, guest, journey)
    reorder(organiser, companion, guest, journey)
    ask(organiser, companion, journey, hosts)
    share(organiser, companion, guest, journey)
    lose_the_network(organiser, companion, journey)
    organiser.enters("Export")
    organiser.prints_the_notebook(*journey.hosts, *journey.hosts.values())
    tell(organiser, companion, journey)
    ask_consent(organiser, journey, hosts, enter)
    publish(organiser, journey, enter)
    follow(enter(Reader), journey)
