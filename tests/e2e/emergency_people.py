"""Whom one meets in an emergency: who needs a roof, who lends one, who brings them together."""

import re

from django.core import mail
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from tests.e2e.walking import Person

SIX_FIGURES = re.compile(r"\b\d{6}\b")


class Walker(Person):
    """Somebody in the rooms of one emergency."""

    def goes_to(self, name, *args):
        with translation.override(self.words.language):
            self.page.goto(f"{self.site.url}{reverse(f'emergency:{name}', args=args)}")

    def says_which_nights(self, nights):
        for name, day in zip(("check_in", "check_out"), nights, strict=True):
            self.page.locator(f"[name={name}]").fill(str(day))

    def says_who(self, name, phone):
        self.fills("Your first name", name)
        self.fills("Telephone", phone)

    def says_the_need(self, nights):
        self.page.locator("[name=hospital]").select_option(index=1)
        self.page.locator("[name=category]").first.check()
        self.says_which_nights(nights)
        self.ticks("I have nowhere to sleep")
        self.ticks("By car")


class Outsider(Walker):
    """Has no account: the link to the own page is all there is."""

    @property
    def reference(self):
        return self.page.locator("strong.reference").first.inner_text()

    def keeps_the_page(self):
        expect(self.page.locator("#own-link")).to_be_visible()
        self.home = self.page.url

    def looks_again(self):
        self.page.goto(self.home)

    def signs(self, full_name):
        self.looks_again()
        self.follows("Yes, read and sign")
        self.fills("Your full name, as a signature", full_name)
        self.ticks("I have read the loan and sign it")
        self.ticks("My insurance knows, or I will tell it before the first day")
        self.presses("Yes, I sign")
        self.reads("Signed. Thank you.")


class Requester(Outsider):
    def asks_for_a_roof(self, activation, nights, *, name, phone):
        self.goes_to("doors", activation.address)
        self.follows("I need a roof")
        self.says_the_need(nights)
        self.says_who(name, phone)
        self.presses("Ask for a roof")
        self.keeps_the_page()

    def proves_work(self, address):
        self.fills("Your e-mail at work", address)
        self.presses("Send me a code")
        self.reads("A code is on its way to you at work.")
        letter = next(one for one in reversed(mail.outbox) if one.to == [address])
        self.fills("The six figures of the letter", SIX_FIGURES.search(letter.body).group())
        self.presses("Verify me")
        self.reads("You are verified. Thank you.")


class Lender(Outsider):
    def lends(self, activation, commune, nights, *, address, name, phone):
        self.goes_to("doors", activation.address)
        self.follows("I can lend one")
        self.ticks("A whole place, nobody else lives in it")
        self.fills("In which commune?", commune)
        self.fills("Street and number", address)
        self.says_which_nights(nights)
        self.ticks("Key box, at any hour")
        self.says_who(name, phone)
        self.presses("Lend this place")
        self.keeps_the_page()


class DeskKeeper(Walker):
    """A coordinator with a telephone in the hand."""

    def opens_the_request(self, activation, reference):
        self.goes_to("desk", activation.address)
        self.follows_to(reference)

    def finds_the_home_ready(self, activation, reference):
        self.goes_to("desk-homes", activation.address)
        self.follows_to(reference)
        self.presses("I look at it with the host")
        self.page.locator("[name=level]").select_option("2")
        self.presses("It is ready")
        self.reads("It is ready.")

    def asks_the_first_host(self, activation, reference):
        self.opens_the_request(activation, reference)
        self.presses("Ask this host")
        self.reads("Asked just now")
