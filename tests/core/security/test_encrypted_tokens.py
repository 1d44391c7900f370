"""What is sealed comes back whole, and nothing else comes back at all."""

import base64
import string

import pytest

from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

VALUE = ["fingerprint", [1.5, None, 4711], {"shown": 24}]


def test_unseal_gives_back_what_was_sealed():
    assert decrypt_token(encrypt_token(VALUE, salt="pages"), salt="pages") == VALUE


def test_seal_shows_nothing_of_what_it_holds():
    token = encrypt_token([4711] * 3, salt="pages")
    padded = token + "=" * (-len(token) % 4)

    assert b"4711" not in base64.urlsafe_b64decode(padded)
    assert token != encrypt_token([4711] * 3, salt="pages")
    assert set(token) <= set(string.ascii_letters + string.digits + "-_")


FORGED = {
    "empty": lambda: "",
    "a letter": lambda: "x",
    "no ASCII": lambda: "é" * 40,
    "a null byte": lambda: "\x00",
    "sealed for another purpose": lambda: encrypt_token(VALUE, salt="elsewhere"),
    "cut short": lambda: encrypt_token(VALUE, salt="pages")[:-4],
}


@pytest.mark.parametrize("forged", FORGED)
def test_unseal_refuses_what_is_forged(forged):
    with pytest.raises(InvalidTokenError):
        decrypt_token(FORGED[forged](), salt="pages")
