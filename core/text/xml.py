"""XML and calendars without the signs that they can't hold, which somebody pasted with a title."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

FORBIDDEN_CHARACTERS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)


def without_forbidden_characters(words: str) -> str:
    """Words as XML 1.0 and RFC 5545 take them: one such sign would make a whole file unreadable."""
    return FORBIDDEN_CHARACTERS.sub("", words)


def document(root: Element) -> bytes:
    """The whole file in UTF-8, whatever people wrote into it."""
    for element in root.iter():
        element.text = without_forbidden_characters(element.text) if element.text else element.text
        for name, value in element.items():
            element.set(name, without_forbidden_characters(value))
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
