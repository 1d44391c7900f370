"""Somebody before a screen: reads, follows, fills in and presses what a page shows them."""

import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect

from demo.accounts import PASSWORD
from tests.e2e.demo_site import Site
from tests.patience import milliseconds

LINK = re.compile(r"http://\S+")
PATIENCE = milliseconds(30)  # other legs share the two cores
WRITTEN = "input:not([type=checkbox], [type=radio]), textarea"
CHOSEN = "[type=checkbox], [type=radio]"


@contextmanager
def leaves(page):
    """Wait until the press in this block has loaded another page, whole.

    A new address alone may come from a script, and the page before may still be loading.
    """
    page.wait_for_load_state()
    with page.expect_event("load"):
        yield


@dataclass(frozen=True)
class Words:
    """Sentences of the source as somebody reads them in their language."""

    language: str

    def __call__(self, source, context="", **values):
        with translation.override(self.language):
            words = pgettext(context, source) if context else gettext(source)
        return words % values if values else words

    def night(self, night, state):
        """How a calendar names this night and the month around it."""
        with translation.override(self.language):
            month = date_format(night, "F Y")
        return f"{night.day} {self(state, 'night')}", month


class Person:
    """Somebody with a browser, a mailbox and a language of their own."""

    def __init__(self, page: Page, site: Site, words: Words, email: str = "") -> None:
        self.page, self.site, self.words, self.email = page, site, words, email
        self.letters_read: set[str] = set()
        page.set_default_timeout(PATIENCE)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def opens(self, address=""):
        self.page.goto(f"{self.site.url}/{self.words.language}/{address}")

    def opens_the_letter(self, about):
        """Follow the address in the next letter with these words in its subject."""
        letter = self.site.new_letter_to(self.email, about=about, already_read=self.letters_read)
        self.letters_read.add(letter["Message-ID"])
        self.page.goto(LINK.search(letter.get_body(("plain",)).get_content()).group())

    def logs_in(self):
        self.opens()
        self.follows("Log in")
        self.fills("Your email address", self.email)
        self.fills("Password", PASSWORD)
        self.clicks("Log in")
        self.reads("My settings")

    def comes_to_the_desk(self):
        self.opens()
        self.follows("My desk")

    def follows(self, source, **values):
        self.follows_to(self.words(source, **values))

    def follows_to(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def clicks(self, source, context="", **values):
        name = self.words(source, context, **values)
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def unfolds(self, source):
        self.page.locator("summary", has_text=self.words(source)).first.click()

    def fills(self, source, text, context=""):
        self.field(source, context).fill(str(text))

    def field(self, source, context=""):
        """The label may go on: that it is optional, or (in the admin, by a star) that it is not."""
        words = re.escape(self.words(source, context))
        label = re.compile(rf"^\s*{words}\s*(\(.*\)|\*)?\s*$", re.IGNORECASE)
        return self.page.get_by_label(label).and_(self.page.locator(WRITTEN)).first

    def ticks(self, source):
        """What a choice is called comes first; more words may follow."""
        label = re.compile(rf"^\s*{re.escape(self.words(source))}")
        self.page.get_by_label(label).and_(self.page.locator(CHOSEN)).first.check()

    def reads(self, source, **values):
        self.sees(self.words(source, **values))

    def sees(self, *texts):
        for text in texts:
            expect(self.main).to_contain_text(text)

    def does_not_see(self, *texts):
        for text in texts:
            expect(self.main).not_to_contain_text(text)

    def sees_taken(self, *nights):
        self.sees_nights("taken", *nights)

    def sees_nights(self, state, *nights):
        for night in nights:
            name, month = self.words.night(night, state)
            table = self.page.get_by_role("table", name=re.compile(month, re.IGNORECASE))
            expect(table.get_by_role("cell", name=name, exact=True)).to_be_visible()
