"""On which terms an offer is had, in words; and where the money goes, if the host says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.money import Money
from core.words import money_in_words
from hosting.enums import ExchangeMode, RateUnit
from hosting.models import Rate

PART = re.compile(r"(?P<label>.*\S)\s*[:=]\s*(?P<amount>\d{1,6}(?:[.,]\d{1,2})?)\s*(?:€|EUR)?")
MOST_PARTS = 4  # as many as the bar has colours


@dataclass(frozen=True, slots=True)
class Stamp:
    """An exchange mode and its word."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Price:
    """An amount with its unit; `at_least` where others are higher."""

    money: Money
    unit: str
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of `components/rates.html`."""

    code: str
    label: str
    name: str
    who: str
    means: str
    money: Money | None
    unit: str
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class PricePart:
    """So much of the price goes there."""

    label: str
    money: Money


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rate is as it is: the host's words, and parts where they add up."""

    question: str
    words: str
    parts: tuple[PricePart, ...]


def stamps_of(rates: Iterable[Rate]) -> tuple[Stamp, ...]:
    """Each mode once, in the order of the list of modes."""
    modes = {rate.mode for rate in rates}
    return tuple(Stamp(mode.value, str(mode.label)) for mode in ExchangeMode if mode in modes)


def price_of(rates: Iterable[Rate]) -> Price | None:
    """The lowest paid amount, or what is advised where the price is free."""
    asked = [rate for rate in rates if rate.amount is not None]
    paid = [rate for rate in asked if rate.mode == ExchangeMode.PAID]
    if paid:
        lowest = min(paid, key=lambda rate: rate.amount or 0)
        differ = len({rate.amount for rate in paid}) > 1
        return Price(_money(lowest), _unit_in_words(lowest), at_least=differ)
    for rate in asked:
        if rate.mode == ExchangeMode.FREE_PRICE:
            return Price(_money(rate), pgettext("price", "advised"))
    return None


def rate_line(rate: Rate) -> RateLine:
    """As on the page of the offer."""
    mode = ExchangeMode(rate.mode)
    return RateLine(
        code=mode.value,
        label=str(mode.label),
        name=rate.label,
        who=" ".join(part for part in (rate.audience, rate.details) if part),
        means=", ".join(str(means.label) for means in rate.means),
        money=rate.money if mode.asks_money else None,
        unit=_unit(rate),
    )


def explanations_of(rates: Iterable[Rate]) -> tuple[Explanation, ...]:
    return tuple(_explanation(rate) for rate in rates if rate.explanation)


def _unit(rate: Rate) -> str:
    """`a night`; a free price says what it is and where it ends."""
    if rate.mode != ExchangeMode.FREE_PRICE:
        return _unit_in_words(rate)
    if rate.minimum is None:
        return pgettext("price", "advised")
    least = money_in_words(Money(rate.minimum, rate.currency))
    return _("advised, %(least)s at least") % {"least": least}


def _explanation(rate: Rate) -> Explanation:
    question = _("Why “%(rate)s”?") % {"rate": rate.label}
    if rate.money:
        question = _("Why %(amount)s?") % {"amount": money_in_words(rate.money)}
    lines = [line.strip() for line in rate.explanation.splitlines() if line.strip()]
    parts = tuple(_parts(lines, rate.currency))
    adds_up = sum(part.money.amount for part in parts) == rate.amount
    if not adds_up or len(parts) > MOST_PARTS:
        return Explanation(question, rate.explanation, ())
    words = "\n\n".join(line for line in lines if not PART.fullmatch(line))
    return Explanation(question, words, parts)


def _parts(lines: Iterable[str], currency: str) -> Iterable[PricePart]:
    """Lines like `Breakfast and sheets: 34`."""
    for line in lines:
        if found := PART.fullmatch(line):
            amount = Decimal(found["amount"].replace(",", "."))
            yield PricePart(found["label"], Money(amount, currency))


def _unit_in_words(rate: Rate) -> str:
    """Straight from the list: Django would go through all of its words first."""
    return str(RateUnit(rate.unit).label)


def _money(rate: Rate) -> Money:
    return Money(rate.amount or Decimal(0), rate.currency)
