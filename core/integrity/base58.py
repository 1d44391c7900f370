"""Base 58 of Bitcoin, as Multibase writes keys and signatures behind a `z`.

The packages for it have seen no release for years, and the whole of it is two loops.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX: Final = "z"  # base58-btc in the table of Multibase
MOST_CHARACTERS: Final = 200  # decoding takes the square of the length


class InvalidBase58Error(ValueError):
    """The text isn't base 58 behind a `z`."""


def encode_base58(data: bytes) -> str:
    """Multibase text: `z`, then the bytes in base 58; each leading zero byte is a `1`."""
    zeros = len(data) - len(data.lstrip(b"\x00"))
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return PREFIX + ALPHABET[0] * zeros + digits


def decode_base58(text: str) -> bytes:
    """The bytes behind such a text. Raises InvalidBase58Error, also above 200 characters."""
    if not text.startswith(PREFIX) or len(text) > MOST_CHARACTERS:
        raise InvalidBase58Error
    digits, number = text[len(PREFIX) :], 0
    for character in digits:
        digit = ALPHABET.find(character)
        if digit < 0:
            raise InvalidBase58Error
        number = number * len(ALPHABET) + digit
    zeros = len(digits) - len(digits.lstrip(ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
