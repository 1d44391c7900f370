"""Find, ask, propose, agree, cancel: each page and each letter states the same facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.facts import Event, Facts, day, event_in, facts_in, joined
from tests.e2e.test_accounts import log_in
from tests.e2e.two_sides import TITLE, LiveSite, SessionCase, Side, StayCase
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory
from tests.search.indexing import index_offers

TOWN, ADDRESS, DIRECTIONS = "Épeigné-les-Bois", "7 impasse des Canaris", "The blue gate"
HOST, GUEST = "zoe@example.net", "hannah@example.net"
SECRETS_OF_HOST = (ADDRESS, DIRECTIONS, HOST, "+33 2 47 00 11 22")
SECRETS_OF_GUEST = (GUEST, "+44 20 7946 0018")
DEVICES = {"fr": PHONE, "en": DESKTOP}

LISTS = ("hosting:request-list", "notifications:desk")  # the desk shows only what is under way
PAGE, PRINTED = "hosting:request-detail", "hosting:agreement-print"
ROW = f".checklist__item:has([data-facts]):has-text('{TITLE}')"
CARD = f".offer-card:has-text('{TITLE}')"
ROW_FACTS = f"{ROW} [data-facts]"
HEAD, DEADLINE, TICKET = "h1 + .soft", ".row:has(.countdown) + p", ".agreement-ticket"
DAY_ON_THE_WAY = ".with-aside__stay .stepper__step:nth-child(4)"
WAITING, ARRIVING = ".checklist__item [data-facts]", f".notice:has-text('{TITLE}')"


@dataclass
class Walk:
    """One request on its way: a browser for each of the two, and one for a stranger.

    What a page or a letter states otherwise than expected is written down, so that one run tells
    of every fact that differs.
    """

    case: StayCase | SessionCase
    guest: Side
    host: Side
    stranger: Side
    differing: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def request(self):
        return Request.objects.select_related("agreement").get()

    @property
    def zone(self):
        return ZoneInfo(self.case.offer.place.locality.timezone)

    @property
    def both(self):
        return (self.guest, self.host), (self.host, self.guest)

    def compare(self, where, stated, expected):
        if stated != expected:
            self.differing.append((where, stated, expected))

    def finds(self):
        guest, case = self.guest, self.case
        guest.goes_to("search:offer-list")
        guest.looks_for(place=TOWN, dates=case.searched, people=2)
        tab = guest.main.locator(".tabs a", has_text=guest.words(case.tab))
        tab.click()
        expect(tab).to_have_attribute("aria-current", "page")

        self.compare("card", guest.facts_of(CARD), case.found)
        guest.follows_to(TITLE)
        guest.looks()
        self.compare("offer", guest.facts_of(*case.on_offer), case.found)
        self.compare("rate", guest.facts_of(".rate__sum"), case.price)

    def asks(self):
        guest, case = self.guest, self.case
        guest.clicks("Write to %(name)s", name="Zoé")
        guest.looks()

        days_and_hours = case.asked.days, case.asked.hours
        self.compare("form", case.days_and_hours_on_form(guest), days_and_hours)
        self.compare("rate", guest.facts_of("#ask .choice-card:has([name=rate])"), case.price)

        guest.fills("Your message", "We come on foot.")
        guest.clicks("Send request")
        guest.reads("Your request has been sent.")

    def proposes(self):
        host, agreed = self.host, self.case.agreed
        adults, children = agreed.people
        host.goes_to(PAGE, self.request.public_id)
        host.follows("Propose changes")
        host.chooses(**self.case.other_terms, adults=adults, children=children, total=agreed.total)
        host.clicks("Send the proposal")
        host.reads("Your proposal has been sent.")

    def agrees(self):
        self.guest.goes_to(PAGE, self.request.public_id)
        self.guest.clicks("Accept")
        self.guest.reads("You have an agreement. This page now shows how to contact each other.")

    def cancels(self):
        self.guest.goes_to(PAGE, self.request.public_id)
        self.guest.follows("Cancel the agreement")
        self.guest.clicks("Cancel the agreement")
        self.guest.reads("The agreement has been cancelled. The dates are available again.")

    def is_listed(self, terms, state, lists=LISTS):
        """Days, hour, people, state and name on every list and on the page, for both."""
        line, way = terms.line, Facts(terms.days, terms.hours)
        if state == RequestState.CANCELLED:
            way = Facts()  # the terms hold no longer
        for side, other in self.both:
            label = self.label_of(state, side)
            for name in lists:
                side.goes_to(name)
                side.page.locator("main details").evaluate_all(
                    "all => all.map(one => one.open = true)"
                )
                self.compare((state, side.name, name), side.facts_of(ROW_FACTS), line)
                if name == LISTS[1] and self.is_turn_of(side, state):
                    waiting = side.main.locator(f"[aria-labelledby=waits] {ROW}")
                    self.compare((state, side.name, name), waiting.count(), 1)
                else:
                    self.compare((state, side.name, name), side.state_of(ROW), label)
                self.compare((state, side.name, name), other.name in side.text_of(ROW), True)
            side.goes_to(PAGE, self.request.public_id)
            self.compare((state, side.name, "head"), side.facts_of(HEAD), line)
            self.compare((state, side.name, "state"), side.state_of(".with-aside"), label)
            self.compare((state, side.name, "name"), other.name in side.text_of("h1"), True)
            self.compare((state, side.name, "way"), side.facts_of(DAY_ON_THE_WAY), way)
            side.goes_to("notifications:notice-list")
            side.sees(*side.site.subjects_to(side.email))

    def is_turn_of(self, side, state):
        """The host's at first, the guest's once the host has proposed."""
        turn = {RequestState.SENT: self.host, RequestState.TENTATIVE: self.guest}
        return turn.get(state) == side

    def label_of(self, state, side):
        """Whose turn it is while it is open, then the state."""
        if state not in {RequestState.SENT, RequestState.TENTATIVE}:
            with translation.override(side.words.language):
                return str(RequestState(state).label)
        mine = self.is_turn_of(side, state)
        return side.words("Waiting for your answer" if mine else "Waiting for their answer")

    def is_read_outside(self):
        """Whoever passes by reads neither address nor names."""
        month = f"?month={self.case.searched.check_out:%Y-%m}"
        self.stranger.goes_to("hosting:offer-detail", self.case.offer.address, query=month)

    def is_asked(self):
        asked = self.case.asked
        deadline = self.at(self.request.answer_by)
        letter, files = self.host.letter_about("New request: %(heading)s", heading="Hannah")

        self.compare("letter", facts_in(letter), joined(asked.agreed_on, deadline))
        self.compare("files", files, [])
        self.is_listed(asked, RequestState.SENT)
        for side, _other in self.both:
            side.goes_to(PAGE, self.request.public_id)
            self.compare((side.name, "deadline"), side.facts_of(DEADLINE), deadline)
            self.compare((side.name, "proposal"), facts_in(side.offered), self.case.stated(asked))
        self.host.goes_to("hosting:host-today")
        self.compare("today", self.host.facts_of(WAITING), asked.line)

    def at(self, moment):
        """When something was done, by the clocks of the place."""
        moment = moment.astimezone(self.zone)
        return Facts((day(moment),), (f"{moment:%H:%M}",))

    def is_proposed(self):
        agreed = self.case.agreed
        letter, files = self.guest.letter_about("New proposal: %(heading)s", heading="Zoé")

        self.compare("letter", facts_in(letter), agreed.agreed_on)
        self.compare("files", files, [])
        self.is_listed(agreed, RequestState.TENTATIVE)
        for side, _other in self.both:
            side.goes_to(PAGE, self.request.public_id)
            self.compare((side.name, "proposal"), facts_in(side.offered), self.case.stated(agreed))
        self.is_kept_to_themselves()

    def is_agreed(self):
        case, agreement = self.case, self.request.agreement
        event = Event(*case.event, "CONFIRMED", f"{ADDRESS}, {TOWN}")
        expected = (*SECRETS_OF_HOST, *SECRETS_OF_GUEST, agreement.reference, "Zoé", "Hannah")
        ticket = joined(self.at(agreement.agreed_at), case.ticket)

        self.is_listed(case.agreed, RequestState.AGREED)
        for side, other in self.both:
            letter, files = side.letter_about("Agreement made: %(heading)s", heading=other.name)
            stated = replace(case.agreed.agreed_on, hours=case.ticket.hours)
            self.compare((side.name, "letter"), facts_in(letter), stated)
            self.compare((side.name, "files"), [event_in(one, self.zone) for one in files], [event])
            self.compare((side.name, "told"), [one for one in expected if one not in letter], [])
            for page in (PAGE, PRINTED):
                side.goes_to(page, self.request.public_id)
                self.compare((side.name, page), side.facts_of(TICKET), ticket)
                side.sees(*expected)
            file = side.downloads("Add to calendar")
            self.compare((side.name, "calendar"), event_in(file, self.zone), event)
        self.host.goes_to("hosting:host-today")
        self.compare("today", self.host.facts_of(ARRIVING), case.agreed.line)
        self.is_read_outside()
        case.is_held(self.stranger)

    def is_cancelled(self):
        case, agreement = self.case, self.request.agreement
        event = Event(*case.event, "CANCELLED", "")
        self.request.refresh_from_db()
        done = self.at(agreement.agreed_at), self.at(self.request.closed_at)
        ticket = joined(*done, case.ticket)
        self.guest.sent.clear()
        self.host.sent.clear()
        letters = {
            side.name: side.letter_about("Agreement cancelled: %(heading)s", heading=other.name)
            for side, other in self.both
        }

        for name, (letter, files) in letters.items():
            self.compare((name, "letter"), facts_in(letter), case.agreed.line)
            self.compare((name, "files"), [event_in(one, self.zone) for one in files], [event])
            self.compare((name, "reference"), agreement.reference in letter, True)
        self.is_listed(case.agreed, RequestState.CANCELLED, lists=LISTS[:1])
        for side, _other in self.both:
            side.goes_to("notifications:desk")
            self.compare((side.name, "desk"), side.main.locator(ROW).count(), 0)
        for side, _other in self.both:
            for page in (PAGE, PRINTED):
                side.goes_to(page, self.request.public_id)
                self.compare((side.name, page), side.facts_of(TICKET), ticket)
                side.does_not_see("Add to calendar")
        self.host.goes_to("hosting:host-today")
        self.host.does_not_see("Hannah")
        self.is_kept_to_themselves()
        self.is_read_outside()
        case.is_free(self.stranger)

    def is_kept_to_themselves(self):
        """No page and no letter has the address, or how to reach the other."""
        self.compare("of the host", self.guest.was_sent(*SECRETS_OF_HOST), [])
        self.compare("of the guest", self.host.was_sent(*SECRETS_OF_GUEST), [])
        outside = self.stranger.was_sent(*SECRETS_OF_HOST, *SECRETS_OF_GUEST)
        self.compare("outside", outside, [])


@pytest.fixture
def site(live_server, settings):
    settings.BASE_URL = live_server.url  # letters lead there
    return LiveSite(live_server.url)


@pytest.fixture
def enter(site, open_page):
    """A function that lets somebody in, on the device that goes with their language."""

    def enter_as(**who):
        person = UserFactory(**who)
        page = open_page(DEVICES[person.language])
        log_in(page, site, person)
        return Side(page, site, person)

    return enter_as


@pytest.mark.parametrize(
    ("kind", "of_guest", "of_host", "zone"),
    [
        (StayCase, "fr", "en", "Europe/Paris"),
        (SessionCase, "en", "fr", "Europe/Paris"),
        (SessionCase, "fr", "en", "Europe/Helsinki"),
    ],
    ids=["stay", "session", "session-by-other-clocks"],
)
def test_pages_and_letters_state_the_same_facts(enter, kind, of_guest, of_host, zone):
    host = enter(display_name="Zoé", email=HOST, phone="+33247001122", language=of_host)
    guest = enter(display_name="Hannah", email=GUEST, phone="+442079460018", language=of_guest)
    town = LocalityFactory(name=TOWN, timezone=zone, latitude=47.3, longitude=1.1)
    place = {"locality": town, "address": ADDRESS, "directions": DIRECTIONS}
    month = (timezone.localdate().replace(day=1) + timedelta(days=70)).replace(day=12)
    case = kind(host.person, PlaceFactory(host=host.person, **place), month)
    walk = Walk(case, guest, host, enter(display_name="Ada", language=of_host))
    index_offers()

    walk.finds()
    walk.asks()
    walk.is_asked()
    walk.proposes()
    walk.is_proposed()
    walk.agrees()
    walk.is_agreed()
    walk.cancels()
    walk.is_cancelled()

    assert "\n".join(map(str, walk.differing)) == ""
