"""Ranges and shapes that models and forms share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from emergency.housing.states.messages import Private
from emergency.housing.states.offers import Presence

MOST_PEOPLE: Final = 12
MOST_COTS: Final = 4
LONGEST_WORDS: Final = 500  # of a home, in its host’s own words
_MONTH: Final = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_DATED_STREET: Final = re.compile(rf"\b\d{{1,2}}(?:er)?\s+{_MONTH}\b(?:\s+\d{{4}}\b)?")


def validate_presences(found: object) -> None:
    """A list of values of `Presence`, each once."""
    known = [one for one in Presence.values if isinstance(found, list) and one in found]
    if not isinstance(found, list) or len(known) != len(found):
        raise ValidationError(_("Choose from the options shown."), code="presences")


def has_house_number(address: str) -> bool:
    """A figure that isn't the day or the year of a street such as `rue du 8 mai 1945`."""
    return any(sign.isdigit() for sign in _DATED_STREET.sub(" ", _plain(address)))


# Whoever sends a message chooses the text that these read: each begins a word once and never gives
# a letter back, so that a long word costs its length and not the square of it.
_MAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s*+"
    r"(?:@|[(\[{]\s*+(?:at|arobase)\s*+[)\]}]|(?<=\s)(?:at|arobase)\s)\s*+"
    r"[\w-]++\s*+(?:\.|(?<=\s)(?:dot|point)\s)\s*+[a-z]{2,}"
)
_LINK: Final = re.compile(
    r"https?:|www\.|(?<![\w@.])@[\w.]{3,}"
    r"|(?<![\w-])-*+\w[\w-]*+\.(?:fr|com|org|net|eu|info|me|io|be|ch|re|link|app|gl|ly)\b"
    r"|\b(?:whats\s?app|telegram|instagram|insta|facebook|messenger|snapchat|viber|wechat|tiktok)\b"
    r"|\b(?:sur|via|on|by|par)\s+signal\b"
)
_DAY: Final = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?!\d|[./-]\d)")
_CALLED: Final = re.compile(r"\d(?:[\s.,\-/()_*]{0,3}\d){7,}")
_SPOKEN: Final = re.compile(
    r"(?:\b(?:zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingt|trente|quarante|cinquante|soixante"
    r"|one|two|three|four|five|seven|eight|nine|oh)\b(?:\s+et\b)?[\s,.\-]*){5,}"
)
_WAY: Final = (
    r"(?:rue|avenue|av|boulevard|bd|chemin|impasse|allee|route|quai|cours|square|passage|sente"
    r"|hameau|lieu[ -]dit|place(?!\s+(?:de\s+parking|pour|libre))|residence"
    r"|street|road|lane|drive|close|court)"
)
_STREET: Final = re.compile(
    rf"\b\d{{1,4}}(?:\s*+(?:bis|ter|quater|[a-d]))?+(?:\s*+,)?+\s++{_WAY}\b"
    rf"|\b{_WAY}\s+(?:[\w'’-]+\s+){{1,5}}(?:,\s*)?(?:n[o°]\s*|numero\s+|number\s+)?\d{{1,4}}\b"
    rf"|\b\d{{1,4}}\s+(?:[\w'’-]+\s+){{1,3}}{_WAY}\b"
    r"|\b(?:n°\s*|numero\s+|number\s+)\d{1,4}\b"
)
_PATTERNS: Final = {
    Private.EMAIL: _MAIL,
    Private.LINK: _LINK,
    Private.ADDRESS: _STREET,
}


def private_in(text: str, names: Iterable[str] = ()) -> list[Private]:
    """What of it the other side may not read yet; `names` are those of the two.

    Rather one message too many that a person looks at than one number that slips through.
    """
    plain = _plain(text)
    found = {kind for kind, pattern in _PATTERNS.items() if pattern.search(plain)}
    if _CALLED.search(_DAY.sub(" ", plain)) or _SPOKEN.search(plain):
        found.add(Private.PHONE)
    parts = {part for name in names for part in re.findall(r"\w{3,}", _plain(name))}
    if parts & set(re.findall(r"\w{3,}", plain)):
        found.add(Private.NAME)
    return [kind for kind in Private if kind in found]


def validate_no_private_details(text: str) -> None:
    """Refuse a phone number, an address, a link or a messaging app where the other side reads the
    words before both have signed. Raises ValidationError.

    Fields run all their validators: what is longer than `LONGEST_WORDS` is refused for that, and
    isn't looked through.
    """
    if len(text) <= LONGEST_WORDS and private_in(text):
        raise ValidationError(
            _(
                "Remove any phone number, address or link: your guest will read "
                "this text before signing. We’ll give your guest your contact "
                "details once you’ve both signed."
            ),
            code="private",
        )


def _plain(text: str) -> str:
    """Lower case, without accents, look-alike figures and signs that nobody sees.

    Any white space is one space, so that patterns with several gaps have one way to read it.
    """
    whole = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign for sign in whole if unicodedata.category(sign) not in {"Mn", "Cf"})
    return re.sub(r"\s+", " ", "".join(kept)).replace("’", "'")
