"""Whom one meets in an emergency with an account: who coordinates it, and who switches it on."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from emergency.activations.models.activations import Activation
from tests.e2e.emergency_people import Walker

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
        self.follows("Somebody calls for a roof")
        self.says_the_need(nights)
        self.says_who(name, phone)
        self.clicks("Ask for a roof")
        message = self.main.get_by_text(REFERENCE).first
        return REFERENCE.search(message.inner_text()).group()

    def sees_the_card(self, activation, reference, *, first):
        self.opens_the_request(activation, reference)
        self.clicks("I have seen the card")
        self.reads(
            "Noted. A colleague on duty has to see the card too."
            if first
            else "Noted: seen by two of you. The request is verified."
        )

    def finds_the_home_ready(self, activation, reference):
        self.goes_to("desk-homes", activation.address)
        self.follows_to(reference)
        self.clicks("I look at it with the host")
        self.page.locator("[name=level]").select_option("2")
        self.clicks("It is ready")
        self.reads("It is ready.")

    def finds_ranked(self, activation, reference, *communes):
        self.opens_the_request(activation, reference)
        titles = self.page.locator(".rank__title")
        expect(titles).to_have_count(len(communes))
        for title, commune in zip(titles.all(), communes, strict=True):
            expect(title).to_contain_text(commune)

    def asks_the_first_host(self, activation, reference):
        self.opens_the_request(activation, reference)
        self.clicks("Ask this host")
        self.reads("The host is asked.")

    def confirms_what_is_proposed(self, activation):
        self.goes_to("desk", activation.address)
        self.follows("Confirm it or call it off")
        self.clicks("Confirm")

    def ends_the_stay(self, activation, reference, afterwards):
        self.opens_the_request(activation, reference)
        self.unfolds("The stay is over")
        self.page.locator("details[open] [name=reason]").fill(afterwards)
        self.clicks("The stay is over")
        self.reads("Over, with where they went.")


class Ruler(DeskKeeper):
    """Somebody of the co-operative, with the right that the admin gives."""

    def prepares(self, rules, **days):
        self.goes_to("activation-list")
        self.follows("Prepare an emergency")
        self.says(**rules, **days)
        self.clicks("Prepare it")
        self.reads("It is prepared, and nobody sees it yet.")
        return Activation.objects.get()

    def puts_on_duty(self, activation, person, *, safety=False):
        self.goes_to("duties", activation.address)
        self.fills("E-mail of their account", person.email)
        if safety:
            self.ticks("Reads reports on safety")
        self.clicks("Put on duty")
        self.reads("They are on duty, and were told.")

    def proposes(self, activation, change):
        """By typing the territory under what it would do."""
        self.goes_to("switch", activation.address, change)
        self.says(territory=activation.territory)
        self.clicks("Propose it")
        self.reads("Proposed. The others on duty have been asked to confirm it.")

    def looks_what_would_be_forgotten(self, activation):
        self.goes_to("forgetting", activation.address)
        self.reads("This would go")
        total = self.page.locator("[data-total] > span").last
        assert int(total.inner_text()) > 0
