"""Whom one meets in an emergency without an account: who needs a roof, who lends one, who calls."""

import re

from django.core import mail
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from core.text.formatting import format_date_range
from core.values.dates import DateRange
from tests.e2e.walking import Person, leaves

EIGHT_LETTERS = re.compile(r"\b[A-Z]{8}\b")


class Walker(Person):
    """Somebody in the rooms of one emergency."""

    def goes_to(self, name, *args):
        with translation.override(self.words.language):
            self.page.goto(f"{self.site.url}{reverse(f'emergency:{name}', args=args)}")

    def says(self, **named):
        """What a page asks under these names."""
        for name, value in named.items():
            self.page.locator(f"[name={name}]").fill(str(value))

    def says_which_nights(self, nights):
        check_in, check_out = nights
        self.says(check_in=check_in, check_out=check_out)

    def reads_dates(self, nights):
        with translation.override(self.words.language):
            self.sees(format_date_range(DateRange(*nights)))

    def says_who(self, name, phone):
        self.fills("Your first name", name)
        self.fills("Phone number", phone)

    def says_the_need(self, nights):
        self.page.locator("[name=hospital]").fill("Bretonneau")
        self.page.locator("[name=category]").first.check()
        self.says_which_nights(nights)
        self.ticks("I have nowhere to sleep")
        self.ticks("By car")


class Outsider(Walker):
    """Has no account: the link to the own page is all there is."""

    def comes_by_the_line_above_every_page(self):
        with translation.override(self.words.language):
            self.page.goto(f"{self.site.url}{reverse('search:offer-list')}")
        self.follows("Ask for housing or lend a home")

    def keeps_the_page(self):
        expect(self.page.locator("#own-link")).to_be_visible()
        self.home = self.page.url
        self.reference = self.page.locator("strong.reference").first.inner_text()

    def looks_again(self):
        self.page.goto(self.home)

    def finds_it_titled(self, source, **values):
        """Where this very request or home stands, as the first line of its page says."""
        self.looks_again()
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.words(source, **values))

    def sees_no_line_above_the_pages(self):
        with translation.override(self.words.language):
            self.page.goto(f"{self.site.url}{reverse('search:offer-list')}")
        expect(self.page.locator("aside.banner")).to_have_count(0)

    def signs(self, full_name):
        self.looks_again()
        with leaves(self.page):
            self.follows("Yes, read and sign")
        self.fills("Your full name, as a signature", full_name)
        self.ticks("I’ve read the loan agreement and I sign it")
        self.ticks("I’ve told my insurer, or I will before the first day")
        for longer_way in self.page.locator("[name=farther]").all():  # asked of drivers only
            longer_way.check()
        self.clicks("Yes, I sign")
        self.reads("Signed. Thank you.")

    def reads_privately(self, button, *words):
        self.looks_again()
        self.clicks(button)
        self.sees(*words)


class Requester(Outsider):
    def asks_for_a_roof(self, nights, *, name, phone):
        self.comes_by_the_line_above_every_page()
        self.follows("I need a place to stay")
        self.says_the_need(nights)
        self.says_who(name, phone)
        self.clicks("Ask for a home")
        self.keeps_the_page()

    def proves_work(self, address):
        self.fills("Your work email address", address)
        self.clicks("Send me a code")
        self.reads("We’ve sent a code to your work email address.")
        letter = next(one for one in reversed(mail.outbox) if one.to == [address])
        self.fills("The eight letters in our email", EIGHT_LETTERS.search(letter.body).group())
        self.clicks("Check my code")
        self.reads("Your request is verified. Thank you.")

    def finds_the_page(self, activation, reference, phone):
        """With the reference that was read to them, as somebody who called finds it."""
        self.goes_to("intake", activation.address)
        self.fills("Your reference", reference)
        self.fills("The phone number or email address you gave us", phone)
        self.clicks("Check the status")
        self.keeps_the_page()

    def arrives(self):
        self.looks_again()
        self.clicks("Confirm arrival")
        self.reads("Arrival confirmed. Welcome.")

    def says_that_all_is_well(self):
        self.looks_again()
        self.clicks("Confirm that everything’s fine")
        self.reads("Good to hear. Thank you.")

    def asks_for_more_nights(self, until, full_name):
        self.looks_again()
        self.unfolds("Ask for more nights")
        self.says(check_out=until)
        self.fills("Your full name, as a signature", full_name)
        self.clicks("Ask for more nights")
        self.reads("Request sent. You’ll hear from us.")


class Lender(Outsider):
    def lends(self, commune, nights, *, address, name, phone):
        self.comes_by_the_line_above_every_page()
        self.follows("I can lend a home")
        self.ticks("A whole home where no one else lives")
        self.fills("Which commune is the home in?", commune)
        self.fills("Street and number", address)
        self.says_which_nights(nights)
        self.ticks("Key box, at any time")
        self.says_who(name, phone)
        self.clicks("Lend this home")
        self.keeps_the_page()

    def says_how_to_get_in(self, floor, nameplate, code):
        self.looks_again()
        self.fills("Floor and door", floor)
        self.fills("Name on the doorbell", nameplate)
        self.fills("Code for the key box or the door", code)
        self.clicks("Save access details")

    def grants_more_nights(self, full_name):
        self.looks_again()
        self.fills("Your full name, as a signature", full_name)
        self.clicks("Yes, on the same terms")
        self.reads("Signed. Thank you.")
