"""On which terms an offer is had, in words; and where the money goes, if the host says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.formatting import format_money
from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, RateUnit
from hosting.offers.models.rates import Rate, total_of
from hosting.offers.presenters.dates_and_party import DatesAndParty, format_nights, format_people

PART = re.compile(r"(?P<label>.*\S)\s*[:=]\s*(?P<amount>\d{1,6}(?:[.,]\d{1,2})?)\s*(?:€|EUR)?")
BY_NIGHTS = frozenset({RateUnit.NIGHT, RateUnit.PERSON_NIGHT, RateUnit.WEEK})
MOST_PARTS = 4  # as many as the bar has colours


@dataclass(frozen=True, slots=True)
class ModeLabel:
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
class RateSummary:
    """One line of `components/rates.html`."""

    code: str
    label: str
    name: str
    who: str
    means: str
    money: Money | None
    unit: str
    at_least: bool = False
    quote: str = ""  # what it comes to for the days and people that were chosen


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


def mode_labels(rates: Iterable[Rate]) -> tuple[ModeLabel, ...]:
    """Each mode once, in the order of the list of modes."""
    modes = {rate.mode for rate in rates}
    return tuple(ModeLabel(mode.value, str(mode.label)) for mode in ExchangeMode if mode in modes)


def price_of(rates: Iterable[Rate]) -> Price | None:
    """The lowest paid amount, or what is advised where the price is free.

    In the currency of the first paid rate: amounts in another one don't compare with it.
    """
    asked = [rate for rate in rates if rate.amount is not None]
    paid = _paid(asked)
    if paid:
        lowest = min(paid, key=lambda rate: rate.amount or 0)
        differ = len({rate.amount for rate in paid}) > 1
        return Price(_money(lowest), _unit_in_words(lowest), at_least=differ)
    for rate in asked:
        if rate.mode == ExchangeMode.FREE_PRICE:
            return Price(_money(rate), pgettext("price", "advised"))
    return None


def quote_of(rates: Iterable[Rate], chosen: DatesAndParty) -> Price | None:
    """The lowest paid total for these days and people, once it can be reckoned.

    In the same currency as `price_of`.
    """
    paid = _paid(rates)
    totals = [(total, rate) for rate in paid if (total := _total(rate, chosen)) is not None]
    if not totals:
        return None
    lowest, rate = min(totals, key=lambda pair: pair[0])
    differ = len({total for total, _rate in totals}) > 1
    return Price(Money(lowest, rate.currency), _quote_scope(rate, chosen), at_least=differ)


def format_quote(rate: Rate, chosen: DatesAndParty) -> str:
    """`€180 for 2 nights, 2 adults`; nothing where days or people are missing, or no sum asked."""
    total = _total(rate, chosen)
    if total is None:
        return ""
    return f"{format_money(Money(total, rate.currency))} {_quote_scope(rate, chosen)}"


def rate_summary(rate: Rate, chosen: DatesAndParty | None = None) -> RateSummary:
    """As on the page of the offer; with the days and people that were chosen there."""
    mode = ExchangeMode(rate.mode)
    return RateSummary(
        code=mode.value,
        label=str(mode.label),
        name=rate.label,
        who=" ".join(part for part in (rate.audience, rate.details) if part),
        means=", ".join(str(means.label) for means in rate.means),
        money=rate.money if mode.asks_money else None,
        unit=_unit(rate),
        quote=format_quote(rate, chosen) if chosen else "",
    )


def explanations_of(rates: Iterable[Rate]) -> tuple[Explanation, ...]:
    return tuple(_explanation(rate) for rate in rates if rate.explanation)


def _paid(rates: Iterable[Rate]) -> list[Rate]:
    """Those with a paid amount, in the currency of the first, in the order of the host."""
    paid = [rate for rate in rates if rate.mode == ExchangeMode.PAID and rate.amount is not None]
    return [rate for rate in paid if rate.currency == paid[0].currency]


def _total(rate: Rate, chosen: DatesAndParty) -> Decimal | None:
    """None where it can't be known yet: by the night it takes both days, by the person a number."""
    asks = ExchangeMode(rate.mode).asks_money
    by_people = rate.unit == RateUnit.PERSON and bool(chosen.adults or chosen.children)
    by_nights = rate.unit in BY_NIGHTS and chosen.dates is not None
    if rate.amount is None or not asks or not (by_nights or by_people):
        return None
    nights = len(chosen.dates) if chosen.dates else 1
    return total_of(rate.amount, rate.unit, party=chosen.party, nights=nights)


def _quote_scope(rate: Rate, chosen: DatesAndParty) -> str:
    """`for 2 nights, 2 adults`; without the nights where they don't count."""
    people = format_people(chosen.adults or 1, chosen.children or 0)
    if chosen.dates is None or rate.unit not in BY_NIGHTS:
        return _("for %(people)s") % {"people": people}
    facts = {"nights": format_nights(chosen.dates), "people": people}
    return _("for %(nights)s, %(people)s") % facts


def _unit(rate: Rate) -> str:
    """`a night`; a free price says what it is and where it ends."""
    if rate.mode != ExchangeMode.FREE_PRICE:
        return _unit_in_words(rate)
    if rate.minimum is None:
        return pgettext("price", "advised")
    least = format_money(Money(rate.minimum, rate.currency))
    return _("advised, %(least)s at least") % {"least": least}


def _explanation(rate: Rate) -> Explanation:
    question = _("Why “%(rate)s”?") % {"rate": rate.label}
    if rate.money:
        question = _("Why %(amount)s?") % {"amount": format_money(rate.money)}
    lines = [line.strip() for line in rate.explanation.splitlines() if line.strip()]
    parts = tuple(  # lines like `Breakfast and sheets: 34`
        PricePart(found["label"], Money(Decimal(found["amount"].replace(",", ".")), rate.currency))
        for line in lines
        if (found := PART.fullmatch(line))
    )
    adds_up = sum(part.money.amount for part in parts) == rate.amount
    if not adds_up or len(parts) > MOST_PARTS:
        return Explanation(question, rate.explanation, ())
    words = "\n\n".join(line for line in lines if not PART.fullmatch(line))
    return Explanation(question, words, parts)


def _unit_in_words(rate: Rate) -> str:
    """Straight from the list: Django would go through all of its words first."""
    return str(RateUnit(rate.unit).label)


def _money(rate: Rate) -> Money:
    return Money(rate.amount or Decimal(0), rate.currency)
