"""What must not stand in words that everybody reads, and what a currency is."""

import re
from functools import cache
from typing import Any, Final

from babel import Locale
from babel.numbers import get_territory_currencies
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberMatcher

from core.text.contacts import mail_addresses_in, mask_mail_addresses
from hosting.offers.choices.lists import Amenity, Equipment

LONGEST_PUBLIC: Final = 10_000  # characters: more than any field that everybody reads may hold

NUMBER = r"\d{1,4}(?:\s?(?:bis|ter|quater)|\s?[a-h])?\b"
NO_HOUSE = (  # what a number counts that is none of a house, in the languages of offers
    r"(?:min|mins|minut\w*|h|hrs?|hours?|heures?|stunden?|uhr|uur|uren|or[ae]"
    r"|days?|jours?|tage?n?|dag(?:en)?|giorn\w+|nights?|nuits?|nächten?|nachten|nott[ei]"
    r"|weeks?|months?|years?|ans?|jahren?|anni|km|kms|kilom\w*|m|mt|met(?:er|re)s?|mètres?|metern?"
    r"|metr[oi]|mq|qm|miles?|feet|foot|yards?|steps?|stops?|stars?|way|people|persons?|personnes?"
    r"|personen|persone|guests?|gäste|beds?|lits?|betten|letti|posti|rooms?|bedrooms?|chambres?"
    r"|zimmer|camere|autos|cars?|euros?|degrees?)"
)
COUNTED = rf"(?!\s*(?:{NO_HOUSE}\b|[²°%€$£:]))"  # behind a number
A_YEAR = r"(?!(?:19|20)\d\d\b)"
NAMED = r"(?!(?:the|an?|and|or|is|are|at|in|to|with|from|using)\b)[^\W\d_]"  # a word of a name
CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])"
STREETS_BEFORE = (
    "rue|avenue|av|boulevard|bd|chemin|allée|allee|impasse|route|quai|cours|square|sentier|ruelle"
    "|faubourg|passage|venelle|via|viale|piazza|corso|calle|plaza"
)
STREETS_NAMED_BEHIND = (
    "via|viale|vicolo|piazza|piazzale|piazzetta|corso|strada|contrada|calle|plaza|avenida|paseo"
)
STREETS_AFTER = "street|road|lane|avenue|drive|close|square"
ENDINGS = "straat|laan|steenweg|strasse|straße"  # of one word, which may be nothing else
ENDINGS_OF_MORE = "str|gasse|platz|allee|weg|ufer|damm|plein|gracht|kade|singel|dreef"
MEASURED = r"(?!\s+(?:to|by|met(?:er|re)s?|feet|foot|yards?|miles?|kilom\w*|km|m)\b)"
ADDRESS = re.compile(
    # 7 bis, rue du Moulin
    rf"\b{NUMBER}\s?,?\s+(?:{STREETS_BEFORE})\b{MEASURED}"
    # via del Pratello 7, piazza G. Verdi, 12
    rf"|\b(?:{STREETS_NAMED_BEHIND})\s+(?:{NAMED}[\w.’']*+\s*+(?<=[\s.])){{0,4}}"
    rf"{NAMED}[\w’']*+,?\s+(?:n[.°º]?\s?)?{A_YEAR}{NUMBER}{COUNTED}"
    # 7 Canary Lane
    rf"|\b{NUMBER}\s+(?!{NO_HOUSE}\b)(?:{CAPITAL}\w*+\s+){{1,3}}(?:{STREETS_AFTER})\b{MEASURED}"
    # 7 canary lane
    rf"|\b{NUMBER}\s+(?!{NO_HOUSE}\b)\w+\s+(?:street|road|lane|avenue)\b"
    # Lange Nieuwstraat 7, Hauptstraße 55, Lindengasse 3, Stationsplein 2
    rf"|\b(?:\w*(?:{ENDINGS})|\w{{2,}}(?:{ENDINGS_OF_MORE}))\b[.,]?\s+{A_YEAR}{NUMBER}{COUNTED}"
    # Berliner Platz 4, Berliner Str. 12
    rf"|\b{CAPITAL}\w*+[ -](?-i:Str|Gasse|Platz|Allee|Weg|Ufer|Damm|Ring|Plein|Kade|Gracht)\b[.,]?"
    rf"\s+{A_YEAR}{NUMBER}{COUNTED}",
    re.IGNORECASE,
)


MASK: Final = "[…]"


def mask_contacts(text: str) -> str:
    """Leave out phone numbers, email addresses and street addresses: `MASK` stands there instead.

    Of a text that is too long to be looked through, everything is left out.
    """
    if len(text) > LONGEST_PUBLIC:
        return MASK
    text = ADDRESS.sub(MASK, mask_mail_addresses(text, MASK))
    for found in reversed(list(PhoneNumberMatcher(text, settings.PHONENUMBER_DEFAULT_REGION))):
        text = f"{text[: found.start]}{MASK}{text[found.end :]}"
    return text


def validate_no_contacts(text: str) -> None:
    """Mail and telephone go to those one agrees with: on a public page they are harvested.

    Fields run all their validators, also when the text is longer than they hold: what is too long
    for any of them isn't looked through.
    """
    if len(text) > LONGEST_PUBLIC:
        raise ValidationError(_("This text is far too long. Shorten it."), code="far_too_long")
    has_phone = any(PhoneNumberMatcher(text, settings.PHONENUMBER_DEFAULT_REGION))
    if has_phone or any(mail_addresses_in(text)):
        raise ValidationError(
            _(
                "Everyone can read this text, so remove any phone numbers and "
                "email addresses. We share yours with people you have an "
                "agreement with."
            ),
            code="contact",
        )


def address_in(text: str) -> str:
    """What looks like a door: a house number beside the name of a street."""
    found = ADDRESS.search(text[:LONGEST_PUBLIC])
    return found.group().strip() if found else ""


def validate_amenities(codes: Any) -> None:
    """A list of codes of `Amenity`, each of them once."""
    is_list = isinstance(codes, list) and all(isinstance(code, str) for code in codes)
    if not is_list or len(codes) != len(set(codes)) or not set(codes) <= set(Amenity.values):
        raise ValidationError(_("Choose amenities from the list."), code="amenities")


def validate_equipment(codes: Any) -> None:
    """A list of codes of `Equipment`, each of them once."""
    is_list = isinstance(codes, list) and all(isinstance(code, str) for code in codes)
    if not is_list or len(codes) != len(set(codes)) or not set(codes) <= set(Equipment.values):
        raise ValidationError(_("Choose equipment from the list."), code="equipment")


def validate_weekdays(days: Any) -> None:
    """A list of days of the week, each of them once; Monday is 0."""
    is_list = isinstance(days, list) and all(type(day) is int for day in days)
    if not is_list or not days or len(days) != len(set(days)) or not set(days) <= set(range(7)):
        raise ValidationError(_("Choose days of the week from the list."), code="weekdays")


def validate_currency(code: str) -> None:
    """A code of ISO 4217 with which somebody can pay somewhere today."""
    if code not in currencies_in_use():
        raise ValidationError(_("Enter a currency code such as EUR."), code="currency")


@cache
def currencies_in_use() -> frozenset[str]:
    """All of them, of every territory that Babel knows."""
    return frozenset(
        str(code)
        for territory in Locale("en").territories
        for code in get_territory_currencies(str(territory))
    )
