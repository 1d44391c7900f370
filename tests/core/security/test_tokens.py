import pytest

from core.security.tokens import (
    InvalidTokenError,
    make_token,
    new_nonce,
    public_id_in_token,
    read_signed_value,
    sign_value,
)


def test_a_token_names_its_row():
    assert public_id_in_token(make_token("salt", "mz4k2p7q", new_nonce())) == "mz4k2p7q"


@pytest.mark.parametrize(
    "guess",
    [
        "",
        pytest.param("\x00" * 35, id="zeros"),
        "mz4k2p7q\x00",
        pytest.param("é" * 35, id="accents"),
        "a b",
        "mz4k2p7q\n",
    ],
)
def test_what_is_no_token_names_nothing(guess):
    assert public_id_in_token(guess) == ""


def test_sign_value__is_read_with_the_same_salt():
    assert read_signed_value(sign_value(["a", 1], salt="mails"), salt="mails") == ["a", 1]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "é",
        "\x00",
        pytest.param(sign_value("a", salt="others"), id="other-salt"),
        pytest.param(sign_value("a", salt="mails")[1:], id="cut-off"),
    ],
)
def test_read_signed_value__refuses_what_is_forged(token):
    with pytest.raises(InvalidTokenError):
        read_signed_value(token, salt="mails")
