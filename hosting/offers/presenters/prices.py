"""On which terms an offer is had, in words; and where the money goes, if the host says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.formatting import format_money
from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.dates_and_party import (
    DatesAndParty,
    format_nights,
    format_people,
    format_quantity,
)
from hosting.offers.presenters.exchange_facts import rate_facts
from hosting.offers.presenters.price_lines import (
    PriceLineText,
    PriceTable,
    price_table,
    rate_lines,
)
from ui.templatetags.languages import filled_in, in_language

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
    is_own_name: bool = False  # in the language of the offer
    quote: str = ""  # what it comes to for the days and people that were chosen
    lines: tuple[PriceLineText, ...] = ()  # what the quote is made of
    table: PriceTable | None = None  # by season and length, where amounts differ
    facts: tuple[str, ...] = ()  # what is asked instead of money, in the language of the page


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
    """The lowest paid amount of all seasons, or what is advised where the price is free.

    In the currency of the first paid rate: amounts in another one don't compare with it.
    """
    asked = [rate for rate in rates if rate.amount is not None]
    paid = _paid(asked)
    if paid:
        amounts = [(amount, rate) for rate in paid for amount in _amounts(rate)]
        lowest, rate = min(amounts, key=lambda pair: pair[0])
        differ = len({amount for amount, _rate in amounts}) > 1
        return Price(Money(lowest, rate.currency), _unit_in_words(rate), at_least=differ)
    for rate in asked:
        if rate.mode == ExchangeMode.FREE_PRICE:
            suggested = Money(rate.amount or Decimal(0), rate.currency)
            return Price(suggested, pgettext("price", "suggested"))
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


def quote_lines(rate: Rate, chosen: DatesAndParty, *, language: str) -> tuple[PriceLineText, ...]:
    """What a quote is made of; nothing where it is one amount times so many nights."""
    if _total(rate, chosen) is None:
        return ()
    return rate_lines(rate, party=chosen.party, dates=chosen.dates, language=language)


def rate_summary(
    rate: Rate, chosen: DatesAndParty | None = None, *, language: str = ""
) -> RateSummary:
    """As on the page of the offer; with the days and people that were chosen there.

    `language` is that of the offer.
    """
    mode = ExchangeMode(rate.mode)
    return RateSummary(
        code=mode.value,
        label=str(mode.label),
        name=rate.label,
        who=" ".join(part for part in (rate.audience, rate.details) if part),
        means=", ".join(str(means.label) for means in rate.means),
        money=rate.money if mode.asks_money else None,
        unit=_unit(rate),
        is_own_name=bool(rate.own_name),
        quote=format_quote(rate, chosen) if chosen else "",
        lines=quote_lines(rate, chosen, language=language) if chosen else (),
        table=price_table(rate, language),
        facts=rate_facts(rate),
    )


def explanations_of(rates: Iterable[Rate], language: str) -> tuple[Explanation, ...]:
    """`language` is that of the offer, in which hosts name and explain rates."""
    explained = [rate for rate in rates if rate.explanation]
    amounts = Counter(rate.money for rate in explained)  # one amount is asked for by its rate
    return tuple(
        _explanation(rate, language, is_shared=amounts[rate.money] > 1) for rate in explained
    )


def _paid(rates: Iterable[Rate]) -> list[Rate]:
    """Those with a paid amount, in the currency of the first, in the order of the host."""
    paid = [rate for rate in rates if rate.mode == ExchangeMode.PAID and rate.amount is not None]
    return [rate for rate in paid if rate.currency == paid[0].currency]


def _amounts(rate: Rate) -> list[Decimal]:
    """The usual one, and those of seasons that aren't over."""
    today = timezone.localdate()
    seasons = rate.price_seasons if rate.seasons and rate.has_seasons else []
    others = [season.amounts.amount for season in seasons if season.ends > today]
    return [*([] if rate.amount is None else [rate.amount]), *others]


def _total(rate: Rate, chosen: DatesAndParty) -> Decimal | None:
    """None where it can't be known yet: by the night it takes both days, by the person a number."""
    asks = ExchangeMode(rate.mode).asks_money
    by_people = rate.unit == RateUnit.PERSON and bool(chosen.adults or chosen.children)
    by_nights = rate.unit in BY_NIGHTS and chosen.dates is not None
    by_items = rate.unit == RateUnit.ITEM and chosen.quantity is not None
    if rate.prices is None or not asks or not (by_nights or by_people or by_items):
        return None
    quantity = chosen.quantity or 1
    return rate.prices.total(party=chosen.party, dates=chosen.dates, quantity=quantity)


def _quote_scope(rate: Rate, chosen: DatesAndParty) -> str:
    """`for 2 nights, 2 adults`, `for 2 items`; without the nights where they don't count."""
    if chosen.quantity is not None:
        return _("for %(people)s") % {"people": format_quantity(chosen.quantity)}
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
        return pgettext("price", "suggested")
    least = format_money(Money(rate.minimum, rate.currency))
    return _("suggested, minimum %(least)s") % {"least": least}


def _explanation(rate: Rate, language: str, *, is_shared: bool) -> Explanation:
    label = in_language(rate.label, language if rate.own_name else "")
    question: str = filled_in(_("Why “%(rate)s”?"), rate=label)
    if rate.money and is_shared:
        amount = format_money(rate.money)
        question = filled_in(_("Why %(amount)s (%(rate)s)?"), amount=amount, rate=label)
    elif rate.money:
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
