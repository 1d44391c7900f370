"""Coming in, my desk, talking: in a real browser, in both lights and widths, in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse, translate_url

from commons.conversations.actions import post_message
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_styleguide import RULES
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.conversations import ThreadFactory

ENTRANCE = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
MEMBERS = [
    "accounts:desk",
    "accounts:notice-list",
    "accounts:settings",
    "accounts:my-data",
    "accounts:account-close",
    "account_email",
    "account_set_password",
    "account_logout",
    "usersessions_list",
]


@pytest.fixture(autouse=True)
def no_limit_reached_before():
    cache.clear()


@pytest.fixture
def ada():
    """Somebody with notices, a conversation, and words about herself."""
    ada = UserFactory(display_name="Ada", words="I count.\n\nAnd I walk.", languages=["fr", "en"])
    NoticeFactory(recipient=ada)
    NoticeFactory(recipient=ada, read=True)
    ben = UserFactory(display_name="Ben")
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Come on Thursday.\n\nThe lamp is lit.", by=ben)
    return ada


def log_in(page, server, person):
    client = Client()
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.add_cookies([cookie])


def addresses(person, language):
    pages = [reverse(name) for name in MEMBERS]
    pages += [person.get_absolute_url()]
    pages += [thread.get_absolute_url() for thread in person.thread_set.all()]
    return [translate_url(address, language) for address in pages]


def faults(page, url, width):
    """What is wrong with a page for somebody, in words that say where."""
    page.goto(url, wait_until="networkidle")
    found = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{url}: {one['id']}: {one['nodes'][0]['html']}" for one in found] + (
        [f"{url}: {wide} pixels wide"] if wide > width else []
    )


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize(("device", "language"), [(PHONE, "fr"), (DESKTOP, "en")])
def test_pages_of_accounts_leave_nobody_out(live_server, open_page, ada, device, language, light):
    page, width = open_page(device, color_scheme=light), device["viewport"]["width"]
    complaints = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))

    entrance = [translate_url(reverse(name), language) for name in ENTRANCE]
    found = [fault for url in entrance for fault in faults(page, live_server.url + url, width)]
    log_in(page, live_server, ada)
    for url in addresses(ada, language):
        found += faults(page, live_server.url + url, width)

    assert found == []
    assert complaints == []


@pytest.mark.parametrize("java_script", [True, False])
def test_somebody_comes_in_and_says_who_they_are(live_server, open_page, java_script):
    page = open_page(PHONE, java_script_enabled=java_script)

    page.goto(f"{live_server.url}/fr/compte/inscription/")
    page.get_by_label("Votre nom, tel que vous voulez qu’on vous appelle ici").fill("Zoé")
    page.get_by_label("Votre adresse électronique").fill("zoe@example.org")
    page.get_by_role("button", name="Créer mon compte").click()
    link = re.search(r"http://\S+", mail.outbox[-1].body).group(0)
    page.goto(link)
    page.get_by_role("button", name="Oui, c’est mon adresse").click()
    greeting = page.get_by_role("heading", level=1, name="Bonjour Zoé").is_visible()
    page.get_by_role("link", name="Mes réglages").click()
    page.get_by_label("Nom complet").fill("Zoé Martin")
    page.get_by_label("breton").check()
    page.get_by_role("button", name="Enregistrer").click()

    assert greeting
    assert page.get_by_text("Vos réglages sont enregistrés.").is_visible()
    assert page.get_by_label("Nom complet").input_value() == "Zoé Martin"
    assert page.get_by_label("breton").is_checked()


def test_somebody_comes_in_with_a_code(live_server, desktop, ada):
    desktop.goto(f"{live_server.url}/en/account/log-in/")
    desktop.get_by_role("link", name="Mail me a code").click()
    desktop.get_by_label("Your e-mail address").fill(ada.email)
    desktop.get_by_role("button", name="Mail me a code").click()
    code = re.search(r"^[A-Z0-9]+(-[A-Z0-9]+)+$", mail.outbox[-1].body, re.MULTILINE).group(0)
    desktop.get_by_label("The code from our mail").fill(code.lower())
    desktop.get_by_role("button", name="Log in").click()

    assert desktop.get_by_role("heading", level=1, name="Hello Ada").is_visible()


def test_somebody_reads_and_answers(live_server, desktop, ada):
    log_in(desktop, live_server, ada)

    desktop.goto(f"{live_server.url}/en/me/")
    row = desktop.get_by_role("listitem").filter(has_text="Ben wrote to you")
    row.get_by_role("button").click()
    desktop.get_by_label("Answer").fill("Gladly.")
    desktop.get_by_role("button", name="Send").click()

    assert desktop.get_by_text("The lamp is lit.").is_visible()
    assert desktop.locator(".message[data-from=me]").get_by_text("Gladly.").is_visible()
