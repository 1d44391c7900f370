"""The same pages and letters in French, at French addresses."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from commons.accounts.models import User
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def headings(page):
    return [words.strip() for words in re.findall(r"<h1[^>]*>([^<]*)</h1>", page)]


@pytest.mark.parametrize(
    ("name", "address", "title"),
    [
        pytest.param("account_login", "/fr/compte/connexion/", "Se connecter", id="account-login"),
        pytest.param(
            "account_signup", "/fr/compte/inscription/", "Créer un compte", id="account-signup"
        ),
        pytest.param(
            "account_request_login_code",
            "/fr/compte/connexion/code/",
            "Se connecter avec un code",
            id="account-request-login-code",
        ),
        pytest.param(
            "account_reset_password",
            "/fr/compte/mot-de-passe/oublie/",
            "Mot de passe oublié ?",
            id="account-reset-password",
        ),
    ],
)
def test_the_entrance_speaks_french(client, name, address, title):
    with translation.override("fr"):
        assert reverse(name) == address

    page = client.get(address).content.decode()

    assert '<html lang="fr"' in page
    assert headings(page) == [title]


@pytest.mark.parametrize(
    ("name", "address", "title"),
    [
        pytest.param("notifications:desk", "/fr/moi/", "Bonjour Ada", id="notifications-desk"),
        pytest.param(
            "notifications:notice-list",
            "/fr/moi/avis/",
            "Notifications",
            id="notifications-notice-list",
        ),
        pytest.param(
            "accounts:settings", "/fr/moi/reglages/", "Mes réglages", id="accounts-settings"
        ),
        pytest.param("privacy:my-data", "/fr/moi/donnees/", "Mes données", id="privacy-my-data"),
        pytest.param(
            "accounts:account-close",
            "/fr/moi/donnees/fermer/",
            "Fermer mon compte",
            id="accounts-account-close",
        ),
    ],
)
def test_pages_of_members_speak_french(client, name, address, title):
    client.force_login(UserFactory(display_name="Ada"))
    with translation.override("fr"):
        assert reverse(name) == address

    page = client.get(address).content.decode()

    assert '<html lang="fr"' in page
    assert headings(page) == [title]


def test_a_notice_is_told_in_the_language_of_the_page(client):
    ada = UserFactory()
    NoticeFactory(recipient=ada)
    client.force_login(ada)

    titles = [
        client.get(address).context["notice_items"][0].title
        for address in ("/fr/moi/avis/", "/en/me/notices/")
    ]

    assert titles == ["Votre adresse de courriel a changé", "Your email address has changed"]


def test_a_newcomer_of_a_french_page_is_written_to_in_french(
    client, committed, mailoutbox, link_in
):
    with committed():
        client.post("/fr/compte/inscription/", {"display_name": "Ada", "email": "ada@example.org"})

    (mail,) = mailoutbox
    assert mail.subject == "Bienvenue : confirmez votre adresse de courriel"
    assert "Bonjour Ada," in mail.body
    assert link_in().startswith("/fr/compte/adresse/confirmer/")
    client.post(link_in())
    assert User.objects.get().email_verified_at is not None


def test_a_french_letter_follows_its_reader_not_the_page(client, committed, mailoutbox):
    ada = UserFactory(language="fr")

    with committed():
        client.post("/en/account/log-in/code/", {"email": ada.email})

    (mail,) = mailoutbox
    assert mail.subject.endswith(" : votre code de connexion")
