"""Coming in, my desk, talking: in a real browser."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import expect

from commons.conversations.actions import post_message
from tests.e2e.conftest import PHONE
from tests.e2e.walking import leaves
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory


@pytest.fixture(autouse=True)
def no_limit_reached_before():
    cache.clear()


@pytest.fixture
def ada():
    """Somebody with a conversation."""
    ada = UserFactory(display_name="Ada")
    ben = UserFactory(display_name="Ben")
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Come on Thursday.\n\nThe lamp is lit.", by=ben)
    return ada


def log_in(page, server, person):
    client = Client()
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.add_cookies([cookie])


@pytest.mark.parametrize("java_script", [True, False])
def test_somebody_comes_in_and_says_who_they_are(live_server, open_page, java_script):
    page = open_page(PHONE, java_script_enabled=java_script)

    page.goto(f"{live_server.url}/fr/compte/inscription/")
    with leaves(page):
        page.get_by_role("button", name="Créer mon compte").click()
    refused = page.title(), page.locator(":focus").get_attribute("class")
    page.get_by_role("link", name="Indiquez le nom que les autres verront.").click()
    page.locator("input:focus").fill("Zoé")
    expect(page.get_by_label("Votre nom, tel que les autres le verront")).to_have_value("Zoé")
    page.get_by_label("Votre adresse de courriel").fill("zoe@example.org")
    with leaves(page):
        page.get_by_role("button", name="Créer mon compte").click()
    link = re.search(r"http://\S+", mail.outbox[-1].body).group(0)
    page.goto(link)
    page.get_by_role("button", name="Confirmer votre adresse").click()
    expect(page.get_by_role("heading", level=1, name="Bonjour Zoé")).to_be_visible()
    page.get_by_role("link", name="Mes réglages").click()
    page.get_by_label("Nom complet").fill("Zoé Martin")
    page.get_by_label("breton").check()
    with leaves(page):
        page.get_by_role("button", name="Enregistrer").click()

    assert refused == ("Erreur\u00a0: Créer un compte – Hirondelle", "error-summary")
    expect(page.get_by_text("Vos réglages sont enregistrés.")).to_be_visible()
    expect(page.get_by_label("Nom complet")).to_have_value("Zoé Martin")
    expect(page.get_by_label("breton")).to_be_checked()


def test_somebody_comes_in_with_a_code(live_server, desktop, ada):
    desktop.goto(f"{live_server.url}/en/account/log-in/")
    desktop.get_by_role("link", name="Email me a code").click()
    desktop.get_by_label("Your email address").fill(ada.email)
    with leaves(desktop):
        desktop.get_by_role("button", name="Email me a code").click()
    code = re.search(r"^[A-Z0-9]+(-[A-Z0-9]+)+$", mail.outbox[-1].body, re.MULTILINE).group(0)
    desktop.get_by_label("Code from our email").fill(code.lower())
    desktop.get_by_role("button", name="Log in").click()

    expect(desktop.get_by_role("heading", level=1, name="Hello Ada")).to_be_visible()


def test_somebody_reads_and_answers(live_server, desktop, ada):
    log_in(desktop, live_server, ada)

    desktop.goto(f"{live_server.url}/en/me/")
    row = desktop.get_by_role("listitem").filter(has_text="New message from Ben")
    row.get_by_role("button").click()
    desktop.get_by_label("Your message").fill("Gladly.")
    desktop.get_by_role("button", name="Send").click()

    expect(desktop.get_by_text("The lamp is lit.")).to_be_visible()
    expect(desktop.locator(".message[data-from=me]").get_by_text("Gladly.")).to_be_visible()
