"""Whom one meets in an emergency with an account: who coordinates it, and who switches it on."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from emergency.activations.models.activations import Activation
from tests.e2e.emergency_people import Walker
from tests.e2e.walking import leaves

REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def log_in(page, server, person):
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": server.url}]
    )


class DeskKeeper(Walker):
    """A coordinator with a telephone in the hand."""

    def opens_the_request(self, activation, reference):
        self.goes_to("desk", activation.address)
        self.follows_to(reference)

    def writes_down_a_caller(self, activation, nights, *, name, phone):
        """Whoever calls for a roof; the reference that is read to them."""
        self.goes_to("desk", activation.address)
        self.follows("Enter a phone request")
        self.says_the_need(nights)
        self.says_who(name, phone)
        self.clicks("Ask for a home")
        message = self.main.get_by_text(REFERENCE).first
        return REFERENCE.search(message.inner_text()).group()

    def sees_the_card(self, activation, reference, *, first):
        self.opens_the_request(activation, reference)
        self.clicks("Confirm that I’ve seen the card")
        self.reads(
            "Saved. A colleague on duty also has to see the card."
            if first
            else "Saved: two of you have seen the card. The request is verified."
        )

    def finds_the_home_ready(self, activation, reference):
        self.goes_to("desk-homes", activation.address)
        self.follows_to(reference)
        self.clicks("Start the check with the host")
        self.page.locator("[name=level]").select_option("2")
        self.clicks("Mark as ready")
        self.reads("The home is marked as ready.")

    def finds_ranked(self, activation, reference, *communes):
        self.opens_the_request(activation, reference)
        titles = self.page.locator(".rank__title")
        expect(titles).to_have_count(len(communes))
        for title, commune in zip(titles.all(), communes, strict=True):
            expect(title).to_contain_text(commune)

    def asks_the_first_host(self, activation, reference):
        self.opens_the_request(activation, reference)
        self.clicks("Ask this host")
        self.reads("The host has been asked.")

    def confirms_what_is_proposed(self, activation):
        self.goes_to("desk", activation.address)
        self.follows("Confirm or cancel")
        self.clicks("Confirm")

    def ends_the_stay(self, activation, reference, afterwards):
        self.opens_the_request(activation, reference)
        self.unfolds("End the stay")
        self.page.locator("details[open] [name=reason]").fill(afterwards)
        self.clicks("End the stay")
        self.reads("Stay ended. The guest’s destination is recorded.")


class Ruler(DeskKeeper):
    """Somebody of the co-operative, with the right that the admin gives."""

    def prepares(self, rules, **days):
        self.goes_to("activation-list")
        with leaves(self.page):
            self.follows("Prepare an emergency")
        folded = self.main.locator(".disclosure:not([open]) > summary")
        while folded.count():
            folded.first.click()
        self.says(**rules, **days)
        self.clicks("Prepare the emergency")
        self.reads("Emergency prepared. It isn’t public yet.")
        return Activation.objects.get()

    def puts_on_duty(self, activation, person, *, safety=False):
        self.goes_to("duties", activation.address)
        self.fills("Email address of the person’s account", person.email)
        if safety:
            self.ticks("Can read safety reports")
        self.clicks("Put on duty")
        self.reads("This person is on duty and has been notified.")

    def proposes(self, activation, change):
        """By typing the territory under what it would do."""
        self.goes_to("switch", activation.address, change)
        self.says(territory=activation.territory)
        self.clicks("Propose this change")
        self.reads("Proposed. The others on duty have been asked to confirm the change.")

    def looks_what_would_be_forgotten(self, activation):
        self.goes_to("forgetting", activation.address)
        self.reads("What is deleted")
        total = self.page.locator("[data-total] > span").last
        assert int(total.inner_text()) > 0
