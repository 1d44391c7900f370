"""Numbers as people write them: `12,50`, `1 234.5`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from core.values.money import TooFineError, exponent_of, minor_units

SPACES: Final = {ord(space): None for space in " \t\u00a0\u202f'’"}
LONGEST: Final = 24


class NumberField(forms.CharField):
    """A decimal number with a comma or a point; a currency sign beside it does no harm."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        return number_in(written) if written else None


def number_in(written: str) -> Decimal:
    """Of several signs the last one is the decimal one. Raises ValidationError."""
    plain = written.translate(SPACES).strip("€$£")
    last = max(plain.rfind(","), plain.rfind("."))
    if last >= 0:
        whole, decimals = plain[:last], plain[last + 1 :]
        plain = f"{whole.replace(',', '').replace('.', '')}.{decimals}"
    try:
        number = Decimal(plain) if plain.isascii() and "_" not in plain else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or "e" in plain.lower():
        raise ValidationError(_("Enter a number, for example 12.50."), code="number")
    return number


def units_in(number: Decimal, currency: str) -> int:
    """Minor units of a currency. Raises ValidationError where it has fewer decimals."""
    try:
        return minor_units(number, currency)
    except TooFineError:
        decimals = exponent_of(currency)
        message = (
            _("%(currency)s has no decimals. Enter a whole number.")
            if decimals == 0
            else _("%(currency)s amounts can have up to %(decimals)s decimals. Check the amount.")
        )
        facts = {"currency": currency, "decimals": decimals}
        raise ValidationError(message, params=facts, code="decimals") from None


def plain(number: Decimal) -> str:
    """As the field will read it back, with the comma of the language."""
    return f"{number:f}".replace(".", get_format("DECIMAL_SEPARATOR"))
