"""A new SECRET_KEY ends nothing as long as the former one stands in SECRET_KEY_FALLBACKS."""

import pytest
from django.test import Client

from core.inbound_email.reply_addresses import UnknownAddressError, decode_address, encode_address
from core.security.secret_keys import is_keyed_digest, keyed_digest
from core.security.tokens import (
    InvalidTokenError,
    decrypt_token,
    encrypt_token,
    is_valid_token,
    make_token,
    read_signed_value,
    sign_value,
)

OLD, NEW = "the former key of this test", "the key of this test from now on"
BASE = "answers@mail.example.org"

# How each is made, and how it is read; reading raises, or is false, where it isn't accepted.
MADE = {
    "row token": lambda: make_token("salt", "mz4k2p7q", "nonce"),
    "signed value": lambda: sign_value([7], salt="mails"),
    "encrypted value": lambda: encrypt_token([7], salt="pages"),
    "reply address": lambda: encode_address(7, purpose="answer", base=BASE),
    "digest": lambda: keyed_digest("code", "7:ABCD").hex(),
}
READ = {
    "row token": lambda token: is_valid_token(token, "salt", "mz4k2p7q", "nonce"),
    "signed value": lambda token: read_signed_value(token, salt="mails") == [7],
    "encrypted value": lambda token: decrypt_token(token, salt="pages") == [7],
    "reply address": lambda token: decode_address(token, purpose="answer").number == 7,
    "digest": lambda token: is_keyed_digest(token, "code", "7:ABCD"),
}


def is_accepted(kind, token):
    try:
        return READ[kind](token)
    except (InvalidTokenError, UnknownAddressError):
        return False


@pytest.mark.parametrize("kind", MADE)
def test_former_key_is_accepted_until_it_is_gone(settings, kind):
    settings.SECRET_KEY = OLD
    token = MADE[kind]()

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    during = is_accepted(kind, token)
    settings.SECRET_KEY_FALLBACKS = []

    assert during
    assert not is_accepted(kind, token)


@pytest.mark.parametrize("kind", MADE)
def test_what_is_made_is_made_with_the_new_key(settings, kind):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    token = MADE[kind]()

    settings.SECRET_KEY_FALLBACKS = []

    assert is_accepted(kind, token)


def test_a_session_that_is_used_outlives_both_changes(settings, client, django_user_model, db):
    """Django writes it with the new key; one that nobody used meanwhile ends with the old one."""
    settings.SECRET_KEY = OLD
    ada = django_user_model.objects.create(email="ada@example.org")
    unused = Client()
    for browser in (client, unused):
        browser.force_login(ada)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    during = client.get("/en/me/").status_code
    settings.SECRET_KEY_FALLBACKS = []

    assert (during, client.get("/en/me/").status_code) == (200, 200)
    assert unused.get("/en/me/").status_code == 302
