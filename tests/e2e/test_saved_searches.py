"""Keeping a search, hearing of what is new in it, and being left in peace by one press."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from search.saved.models import SavedSearch
from search.saved.periodic import tell_of_news
from search.upkeep.actions import note_changes
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory, TipFactory
from tests.search.indexing import index_offers

TEXTS = {
    "en": {
        "list": "/en/offers/?kind=tip",
        "keep": "Save this search",
        "kept": "Search saved. You can find it here.",
        "desk": "/en/me/",
        "mine": "All saved searches",
        "quiet": "Stop emails about this search",
        "ended": "You’ll no longer get emails about this search.",
    },
    "fr": {
        "list": "/fr/offres/?kind=tip",
        "keep": "Enregistrer cette recherche",
        "kept": "Recherche enregistrée. Vous la retrouvez ici.",
        "desk": "/fr/moi/",
        "mine": "Toutes mes recherches enregistrées",
        "quiet": "Ne plus recevoir de courriels sur cette recherche",
        "ended": "Vous ne recevrez plus de courriels sur cette recherche.",
    },
}


@pytest.fixture
def offers():
    """One tip that is known already, and a stay, which is something else."""
    TipFactory(title="The old oven", first_published_at=timezone.now() - timedelta(days=9))
    StayFactory(title="The mill")
    index_offers()


def come_in(page, server, person):
    client = Client()
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.add_cookies([cookie])


def a_day_passes():
    """As if everybody's last look had been yesterday."""
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(days=1))


def publish(title):
    tip = TipFactory(title=title, first_published_at=timezone.now())
    note_changes([tip.pk])


def links_of(letter):
    """The one to what it tells of, and the one to silence."""
    links = re.findall(r"http://\S+", letter.body)
    (question,) = [link for link in links if "?kind=tip" in link]
    (silence,) = [link for link in links if "/quiet/" in link or "/silence/" in link]
    return question, silence


@pytest.mark.parametrize(
    ("device", "language", "scripts"),
    [(PHONE, "fr", True), (DESKTOP, "en", True), (PHONE, "en", False)],
)
def test_a_saved_search_mails_news_until_it_is_ended(
    live_server, open_page, offers, settings, device, language, scripts
):
    settings.BASE_URL = live_server.url
    page, texts = open_page(device, java_script_enabled=scripts), TEXTS[language]
    main = page.get_by_role("main")
    ada = UserFactory(language=language)
    come_in(page, live_server, ada)

    page.goto(live_server.url + texts["list"])
    main.get_by_role("button", name=texts["keep"]).click()
    expect(page.get_by_text(texts["kept"])).to_be_visible()
    page.goto(live_server.url + texts["desk"])
    main.get_by_role("link", name=texts["mine"]).click()
    name = main.locator("h2 a").inner_text()
    a_day_passes()
    publish("The new oven")
    tell_of_news()
    (letter,) = mail.outbox
    question, silence = links_of(letter)
    page.goto(question)
    found = sorted(main.locator(".offer-card__title").all_inner_texts())
    stranger = open_page(device, java_script_enabled=scripts)  # who reads mail need not be in
    stranger.goto(silence)
    stranger.get_by_role("main").get_by_role("button", name=texts["quiet"]).click()
    expect(stranger.get_by_text(texts["ended"])).to_be_visible()
    a_day_passes()
    publish("The newest oven")
    tell_of_news()

    assert letter.to == [ada.email]
    assert name in letter.subject
    assert "The new oven" in letter.body
    assert "The old oven" not in letter.body
    assert page.url == live_server.url + texts["list"]
    assert found == ["The new oven", "The old oven"]
    assert mail.outbox == [letter]
