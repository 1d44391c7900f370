"""Names of organisations, and legal identifiers by their form: nobody is asked if they exist."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text.contacts import mail_addresses_in

LA_POSTE: Final = "356000000"
SIREN: Final = re.compile(r"\d{9}", re.ASCII)
SIRET: Final = re.compile(r"\d{14}", re.ASCII)
RNA: Final = re.compile(r"W\d{9}", re.ASCII)
FRENCH_VAT: Final = re.compile(r"FR(\d{2})(\d{9})", re.ASCII)
FOREIGN_VAT: Final = re.compile(r"(?!FR)[A-Z]{2}[A-Z0-9]{2,12}", re.ASCII)
UAI: Final = re.compile(r"(\d{7})([A-Z])", re.ASCII)
LINK: Final = re.compile(
    r"://|\bwww\.|\b[\w-]+\.(?:com|org|net|info|biz|io|eu|fr|be|ch|de|es|it|uk|coop|app)\b",
    re.IGNORECASE,
)
CLAIM: Final = re.compile(r"\b(?:verified|v[ée]rifi[ée]e?s?)\b", re.IGNORECASE)
USUAL_SIGNS: Final = frozenset("®©™°№")
UAI_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without I, O and Q
SEPARATORS: Final = re.compile(r"[\s.\-]+")


def plain_identifier(text: str) -> str:
    """Capitals and digits, without the spaces, dots and hyphens that people write between them."""
    return SEPARATORS.sub("", text).upper()


def validate_plain_name(value: str) -> None:
    """A name leads nowhere, and doesn't pretend that we have checked it."""
    if LINK.search(value) or any(mail_addresses_in(value)):
        raise ValidationError(
            _("Enter the name alone, without a web or email address."), code="address"
        )
    signs = (sign for sign in value if unicodedata.category(sign) == "So")
    if CLAIM.search(value) or "√" in value or not USUAL_SIGNS.issuperset(signs):
        raise ValidationError(
            _("Enter the name alone, without symbols or words that say it has been checked."),
            code="claim",
        )


def has_luhn_key(digits: str) -> bool:
    """Whether the last digit is the key of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits[::-1]))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def validate_siren(value: str) -> None:
    if not SIREN.fullmatch(value) or not has_luhn_key(value):
        raise ValidationError(
            _("This isn’t a SIREN number. Check the 9 digits, for example 552 100 554."),
            code="siren",
        )


def validate_siret(value: str) -> None:
    """Those of La Poste, whose offices are more than the key allows, have digits whose sum is a
    multiple of five (INSEE, Sirene).
    """
    is_post_office = value.startswith(LA_POSTE) and sum(map(int, _digits(value))) % 5 == 0
    if not SIRET.fullmatch(value) or not (has_luhn_key(value) or is_post_office):
        raise ValidationError(
            _("This isn’t a SIRET number. Check the 14 digits: the SIREN number and 5 more."),
            code="siret",
        )


def validate_rna(value: str) -> None:
    if not RNA.fullmatch(value):
        raise ValidationError(
            _("This isn’t an RNA number. Enter W and 9 digits, for example W751234567."),
            code="rna",
        )


def validate_vat(value: str) -> None:
    """A French number has a key of its SIREN (Code général des impôts, annexe IV, art. 50 bis);
    of other countries only the form is looked at.
    """
    french = FRENCH_VAT.fullmatch(value)
    is_french = french is not None and french[1] == vat_key(french[2]) and has_luhn_key(french[2])
    if not is_french and not FOREIGN_VAT.fullmatch(value):
        raise ValidationError(
            _(
                "This isn’t a VAT number. Check it: it starts with the two letters of the country "
                "code."
            ),
            code="vat",
        )


def vat_key(siren: str) -> str:
    """The two digits between `FR` and the SIREN."""
    return f"{(12 + 3 * (int(siren) % 97)) % 97:02}"


def validate_uai(value: str) -> None:
    """Seven digits, and the letter that follows from them."""
    found = UAI.fullmatch(value)
    if found is None or found[2] != UAI_LETTERS[int(found[1]) % 23]:
        raise ValidationError(
            _("This isn’t a UAI number. Check the 7 digits and the last character."), code="uai"
        )


def _digits(value: str) -> list[str]:
    return [sign for sign in value if sign in "0123456789"]
