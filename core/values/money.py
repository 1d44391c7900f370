"""Amounts are decimal and never travel without their currency; accounts count whole minor units."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final

from babel.core import get_global

# Minor units by ISO 4217 where they are not hundredths. Babel follows custom instead (0 for the
# forint, say), and a sum that is kept for years needs the standard.
NONE: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
EXPONENTS: Final = dict.fromkeys(NONE.split(), 0) | dict.fromkeys(THREE.split(), 3)


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str


class TooFineError(ValueError):
    """An amount has more decimals than its currency."""


@cache
def currency_codes() -> frozenset[str]:
    """The currencies that one pays with somewhere today."""
    territories = get_global("territory_currencies").values()
    return frozenset(
        code for rows in territories for code, _begun, ended, is_tender in rows
        if ended is None and is_tender
    )  # fmt: skip


def exponent_of(currency: str) -> int:
    """How many decimals a currency has: two for the euro, none for the yen, three for the dinar."""
    return EXPONENTS.get(currency, 2)


def minor_units(amount: Decimal, currency: str) -> int:
    """`12.50` euros are 1250 cents. Raises TooFineError rather than round what a person wrote."""
    units = amount.scaleb(exponent_of(currency))
    if units != units.to_integral_value():
        raise TooFineError(amount)
    return int(units)


def money_of(units: int, currency: str) -> Money:
    """The way back, with every decimal of the currency."""
    return Money(Decimal(units).scaleb(-exponent_of(currency)), currency)


def converted(units: int, rate: Decimal, *, of: str, into: str) -> int:
    """So many minor units of one currency, in those of another: one `of` buys `rate` `into`."""
    shifted = (Decimal(units) * rate).scaleb(exponent_of(into) - exponent_of(of))
    return int(shifted.to_integral_value(ROUND_HALF_UP))


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Parts in the proportion of the weights that add up to the total, by the largest remainder.

    Each part is its exact share rounded down, and what is left goes, one unit each, to the largest
    remainders: the method of Hamilton (Balinski and Young, Fair Representation, 1982). No part is a
    whole unit off. Equal remainders go in the order of the weights, so the same bill is always
    split the same way. `total` is in whole minor units and may be negative, as a refund is.

    Raises ValueError where the weights don't sum up to something.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("weights sum up to nothing")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
