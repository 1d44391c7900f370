"""A guest and a host who come to an agreement, and what they want."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from playwright.sync_api import expect

from core.text.formatting import format_time
from core.values.dates import DateRange
from hosting.offers.choices.lists import RateUnit
from scripts.processes import wait_until
from tests.e2e.facts import Facts, day, facts_in, starts_in
from tests.e2e.people import Traveller
from tests.e2e.walking import Words
from tests.factories.hosting import (
    ActivityFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)
from tests.patience import patience

TITLE = "The ferry house"


class LiveSite:
    """A server in this process, and the letters that it sends."""

    def __init__(self, url):
        self.url = url

    def new_letter_to(self, address, *, about, already_read=()):
        """The last one with these words in its subject."""
        assert wait_until(lambda: self._letters_to(address, about), within=patience(30)), (
            address,
            about,
        )
        return self._letters_to(address, about)[-1].message()

    def subjects_to(self, address):
        return [one.subject for one in mail.outbox if one.to == [address]]

    def _letters_to(self, address, about):
        return [one for one in mail.outbox if one.to == [address] and about in one.subject]


class Side(Traveller):
    """The guest or the host, who keeps whatever page or letter they were sent."""

    def __init__(self, page, site, person):
        super().__init__(page, site, Words(person.language), person.email)
        self.person, self.sent = person, []

    @property
    def name(self):
        return self.person.display_name

    def goes_to(self, name, *args, query=""):
        with translation.override(self.words.language):
            self.page.goto(f"{self.site.url}{reverse(name, args=args)}{query}")
        self.looks()

    def looks(self):
        """Keep the page as it came, which is in the reader's language."""
        expect(self.page.locator("html")).to_have_attribute("lang", self.words.language)
        self.sent.append(self.page.content())

    def facts_of(self, *selectors):
        """Of the first element of each of these in the main part."""
        return facts_in("\n".join(self.text_of(one) for one in selectors))

    @property
    def offered(self):
        """What the last proposal says now, without what it replaces."""
        values = "card => [...card.querySelectorAll('dd')].map(dd => dd.querySelector('ins') ?? dd)"
        texts = f"card => ({values})(card).map(one => one.innerText).join('\\n')"
        return self.main.locator(".proposal-card").last.evaluate(texts)

    def state_of(self, selector):
        """The word for the state of a request."""
        return self.main.locator(selector).first.locator(".status").first.inner_text()

    def chooses(self, **values):
        """In the form for other terms."""
        for name, value in values.items():
            field = self.main.locator(f".terms-form [name={name}]")
            if name == "session":
                field.select_option(value)
            else:
                field.fill(str(value))

    def downloads(self, source):
        """The bytes of the file behind this link."""
        with self.page.expect_download() as download:
            self.follows(source)
        return download.value.path().read_bytes()

    def text_of(self, selector):
        return self.main.locator(selector).first.inner_text()

    def letter_about(self, source, **values):
        """The last one: its words without the links, and the calendar files that go with it."""
        subject = self.words(source, offer=TITLE, **values)
        letter = self.site.new_letter_to(self.email, about=subject)
        text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert f'<html lang="{self.words.language}">' in html
        self.sent += [text, html]
        files = [file.get_content() for file in letter.iter_attachments()]
        return text.partition("http")[0], files

    def seats(self, hour, count):
        """How the page of an activity counts them."""
        with translation.override(self.words.language):
            left = ngettext("%(left)s place left", "%(left)s places left", count) % {"left": count}
            return f"{format_time(time.fromisoformat(hour))} · {left}"

    def was_sent(self, *secrets):
        return [secret for secret in secrets if any(secret in text for text in self.sent)]


@dataclass(frozen=True)
class Terms:
    """What one side wants: nights or the day and hour of a session, so many people, a sum."""

    days: tuple[tuple[int, int], ...]
    hours: tuple[str, ...]
    people: tuple[int, int]
    total: int

    @property
    def line(self) -> Facts:
        """What one line about a request states."""
        return Facts(self.days, self.hours, (), (self.people,))

    @property
    def agreed_on(self) -> Facts:
        """The same with the sum, as in a letter."""
        return Facts(self.days, self.hours, (self.total,), (self.people,))


class Case:
    """An offer, what is asked of it and what is agreed."""

    tab: str  # of the list of offers
    unit_price: int
    asked: Terms
    agreed: Terms

    @property
    def price(self) -> Facts:
        """By the night or by the person, and in all."""
        return Facts(sums=(self.unit_price, self.asked.total), people=(self.asked.people,))

    def stated(self, terms) -> Facts:
        """What a proposal states of these: the rate by its name alone beside another sum."""
        unit = (self.unit_price,) if terms is self.asked else ()
        return Facts(terms.days, terms.hours, (*unit, terms.total), (terms.people,))


class StayCase(Case):
    """Three nights for two are asked for; two of the week after, for three, are agreed."""

    tab = "Stays"
    arrival, departure = time(17, 30), time(10, 15)
    unit_price = 40
    on_offer = (".ask-bar", "form:has([name=check_in]) .price")

    def __init__(self, host, place, first):
        week = timedelta(days=7)
        self.wanted = DateRange(first, first + timedelta(days=3))
        self.dates = DateRange(first + week, first + week + timedelta(days=2))
        self.asked = Terms(_days(self.wanted), (), (2, 0), 120)
        self.agreed = Terms(_days(self.dates), (), (2, 1), 70)
        self.offer = StayFactory(
            host=host,
            place=place,
            title=TITLE,
            arrival_from=self.arrival,
            departure_until=self.departure,
        )
        UnitFactory(stay=self.offer)
        RateFactory(offer=self.offer, amount=self.unit_price)

    @property
    def searched(self):
        return self.wanted

    @property
    def found(self) -> Facts:
        """What the card says of the days and people that were chosen."""
        return Facts(sums=(self.asked.total,), people=(self.asked.people,))

    def days_and_hours_on_form(self, guest):
        """What the ask form says of the days: they stand in its fields."""
        fields = (guest.page.locator(f"#ask [name={name}]") for name in ("check_in", "check_out"))
        return tuple(day(date.fromisoformat(field.input_value())) for field in fields), ()

    @property
    def other_terms(self):
        return {"check_in": self.dates.check_in, "check_out": self.dates.check_out}

    @property
    def ticket(self) -> Facts:
        hours = (f"{self.arrival:%H:%M}", f"{self.departure:%H:%M}")
        return replace(self.stated(self.agreed), hours=hours)

    @property
    def event(self):
        return self.dates.check_in, self.dates.check_out

    def is_held(self, stranger):
        """The public calendar holds the nights agreed on, and not those asked for."""
        stranger.sees_nights("taken", *self.dates.nights)
        stranger.sees_nights("free", *self.wanted.nights)

    def is_free(self, stranger):
        stranger.sees_nights("free", *self.dates.nights, *self.wanted.nights)


class SessionCase(Case):
    """A session at nine is asked for, by the clocks of the place; one at 14:30 is agreed."""

    tab = "Activities"
    unit_price = 15
    on_offer = (".choice-card:has(:checked)", "form:has([name=session]) .price")

    def __init__(self, host, place, first):
        clock = ZoneInfo(place.locality.timezone)
        self.starts_at = datetime.combine(first + timedelta(days=7), time(14, 30), clock)
        self.morning = datetime.combine(first, time(9), clock)
        self.asked = Terms((day(self.morning),), ("09:00",), (2, 0), 30)
        self.agreed = Terms((day(self.starts_at),), ("14:30",), (2, 1), 25)
        self.offer = ActivityFactory(host=host, place=place, title=TITLE)
        SessionFactory(activity=self.offer, starts_at=self.morning)
        self.session = SessionFactory(activity=self.offer, starts_at=self.starts_at)
        RateFactory(offer=self.offer, amount=self.unit_price, unit=RateUnit.PERSON)
        self.searched = DateRange(first - timedelta(days=1), first + timedelta(days=1))

    @property
    def found(self) -> Facts:
        asked = self.asked
        return Facts(asked.days, asked.hours, (asked.total,), (asked.people,))

    def days_and_hours_on_form(self, guest):
        option = facts_in(guest.page.locator("#ask [name=session] option:checked").inner_text())
        return option.days, option.hours

    @property
    def other_terms(self):
        return {"session": self.session.public_id}

    @property
    def ticket(self) -> Facts:
        return self.stated(self.agreed)

    @property
    def event(self):
        return self.starts_at, self.starts_at + timedelta(hours=2)

    def is_held(self, stranger):
        """Three of eight seats are taken at half past two, none at nine."""
        stranger.sees(stranger.seats("09:00", 8), stranger.seats("14:30", 5))
        assert self.in_feed(stranger) == [self.morning, self.starts_at]

    def is_free(self, stranger):
        stranger.sees(stranger.seats("09:00", 8), stranger.seats("14:30", 8))

    def in_feed(self, stranger):
        """When both sessions begin, for a calendar that follows the activity."""
        address = reverse("hosting:offer-dates", args=[self.offer.public_id])
        file = stranger.page.request.get(f"{stranger.site.url}{address}").body()
        return starts_in(file, self.morning.tzinfo)


def _days(dates):
    return day(dates.check_in), day(dates.check_out)
