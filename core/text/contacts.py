"""E-mail addresses: those that stand in a text, and which of them reach one mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONGEST_LOCAL: Final = 64  # RFC 5321 4.5.3.1.1
LONGEST_DOMAIN: Final = 255  # RFC 5321 4.5.3.1.2
LOCAL: Final = re.compile(r"[^\s@,;<>]++\Z")
DOMAIN: Final = re.compile(r"[^\s@,;<>]+\.[^\W\d_]{2,}")


def mail_addresses_in(text: str) -> Iterator[str]:
    """What looks like an address, from left to right.

    Each `@` is looked for and read around at most as far as an address goes: a pattern for all of
    it would begin anew at each sign of a long word, which takes the square of its length.
    """
    start, at = 0, text.find("@")
    while at != -1:
        local = LOCAL.search(text[max(start, at - LONGEST_LOCAL) : at])
        domain = DOMAIN.match(text[at + 1 : at + 1 + LONGEST_DOMAIN]) if local else None
        if local and domain:
            yield f"{local[0]}@{domain[0]}"
            start = at + 1 + domain.end()
        at = text.find("@", max(at + 1, start))


def mask_mail_addresses(text: str, mask: str = "[…]") -> str:
    """Leave out every address of a mailbox."""
    for address in set(mail_addresses_in(text)):
        text = text.replace(address, mask)
    return text


def email_key(address: str) -> str:
    """Lower case, without what stands behind a plus; empty for what is no address."""
    name, _at, domain = address.strip().lower().partition("@")
    return f"{name.split('+')[0]}@{domain}" if domain else ""
