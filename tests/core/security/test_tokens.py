import pytest

from core.security.tokens import make_token, new_nonce, public_id_in_token


def test_a_token_names_its_row():
    assert public_id_in_token(make_token("salt", "mz4k2p7q", new_nonce())) == "mz4k2p7q"


@pytest.mark.parametrize("guess", ["", "\x00" * 35, "mz4k2p7q\x00", "é" * 35, "a b", "mz4k2p7q\n"])
def test_what_is_no_token_names_nothing(guess):
    assert public_id_in_token(guess) == ""
