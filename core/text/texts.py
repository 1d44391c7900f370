"""Characters that nobody types on purpose, taken out of what people send; names compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

LINES: Final = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n"}
CONTROLS: Final = (*range(0x20), *range(0x7F, 0xA0))  # Unicode's category Cc
# Embeddings and overrides turn what stands behind them around, digits of an amount too. The marks
# (U+200E, U+200F, U+061C) and isolates (U+2066–2069) of right-to-left writing stay.
BIDIRECTIONAL: Final = range(0x202A, 0x202F)
_UNWANTED: Final = {
    code: None for code in (*CONTROLS, *BIDIRECTIONAL) if chr(code) not in "\n\t"
} | {0x2028: "\n", 0x2029: "\n\n"}


def without_controls(text: str) -> str:
    """The text with `\\n` for each kind of line end, and no other control character but `\\t`."""
    for end, line in LINES.items():
        text = text.replace(end, line)
    return text.translate(_UNWANTED)


def words_without_controls(words: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a form: each text without its control characters, all else as it is."""
    return {
        name: without_controls(value) if isinstance(value, str) else value
        for name, value in words.items()
    }


def folded_name(name: str) -> str:
    """A name as it is compared: small letters without accents, single spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
