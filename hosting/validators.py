"""What must not stand in words that everybody reads, and what a currency is."""

import re
from functools import cache

from babel import Locale
from babel.numbers import get_territory_currencies
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberMatcher

MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
NUMBER = r"\d{1,4}\s?(?:bis|ter|quater|[a-d])?"
STREETS_BEFORE = (
    "rue|avenue|av|boulevard|bd|chemin|allée|allee|impasse|route|quai|cours|square|sentier|ruelle"
    "|faubourg|passage|venelle|via|viale|piazza|corso|calle|plaza"
)
STREETS_AFTER = "street|road|lane|avenue|drive|close|square|straat|laan|steenweg|plein|weg|straße"
ADDRESS = re.compile(
    rf"\b{NUMBER}\s?,?\s+(?:{STREETS_BEFORE})\b"  # 7 bis, rue du Moulin
    rf"|\b(?:via|viale|piazza|corso|calle|plaza)\s+(?:\w+\s+){{1,4}}{NUMBER}\b"
    rf"|\b{NUMBER}\s+(?:\w+\s+){{1,3}}(?:{STREETS_AFTER})\b"  # 7 Canary Lane
    rf"|\b\w*(?:straat|laan|steenweg|plein|straße)\s+{NUMBER}\b",  # Lange Nieuwstraat 7
    re.IGNORECASE,
)


def validate_no_contacts(text: str) -> None:
    """Mail and telephone go to those one agrees with: on a public page they are harvested."""
    has_phone = any(PhoneNumberMatcher(text, settings.PHONENUMBER_DEFAULT_REGION))
    if has_phone or MAIL.search(text):
        raise ValidationError(
            _(
                "Everybody can read this: leave out telephone numbers and e-mail addresses."
                " Those you agree with get yours from us."
            ),
            code="contact",
        )


def address_in(text: str) -> str:
    """What looks like a door: a house number beside the name of a street."""
    found = ADDRESS.search(text)
    return found.group().strip() if found else ""


def validate_currency(code: str) -> None:
    """A code of ISO 4217 with which somebody can pay somewhere today."""
    if code not in currencies_in_use():
        raise ValidationError(_("We don't know this currency. EUR is the euro."), code="currency")


@cache
def currencies_in_use() -> frozenset[str]:
    """All of them, of every territory that Babel knows."""
    return frozenset(
        str(code)
        for territory in Locale("en").territories
        for code in get_territory_currencies(str(territory))
    )
