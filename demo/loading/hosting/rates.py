"""On which terms: the published tariff first, then whatever else the invented host accepts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from demo.loading import dice, speech
from hosting.offers.choices.lists import ExchangeMode, RateName, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason

EVERYBODY = {"fr": "Pour tout le monde", "en": "For everyone", "it": "Per tutti"}
EXPLAINED = {
    RateUnit.NIGHT: "explanations",
    RateUnit.PERSON: "explanations_visit",
    RateUnit.ITEM: "explanations_item",
}
WORDS = {
    ExchangeMode.SOLIDARITY: "solidarity",
    ExchangeMode.FREE_PRICE: "free_price",
    ExchangeMode.SERVICE: "service",
    ExchangeMode.HOUSE_SWAP: "swap",
}
OTHER_MODES = (
    (0.42, ExchangeMode.SOLIDARITY),
    (0.14, ExchangeMode.SERVICE),
    (0.10, ExchangeMode.FREE_PRICE),
    (0.08, ExchangeMode.LOCAL_CURRENCY),
    (0.04, ExchangeMode.HOUSE_SWAP),
    (0.03, ExchangeMode.MUTUAL_CREDIT),
    (0.02, ExchangeMode.GIFT),
)


def rate(
    language: str,
    mode: ExchangeMode,
    amount: Decimal | None,
    unit: RateUnit,
    key: str,
    *,
    means: tuple[str, ...] = (),
) -> Rate:
    """One rate, with its explanation and what is accepted."""
    # Where the money goes, or what is hoped for in exchange.
    kind = EXPLAINED.get(unit, "") if mode == ExchangeMode.PAID else WORDS.get(mode, "")
    return Rate(
        name=RateName.FULL if mode == ExchangeMode.PAID else RateName.MODE,
        mode=mode,
        amount=amount if mode.asks_money else None,
        minimum=Decimal("1.00") if mode == ExchangeMode.FREE_PRICE and amount else None,
        unit=unit,
        audience=EVERYBODY[language] if mode == ExchangeMode.PAID else "",
        explanation=speech.say(language, kind, key) if kind else "",
        cash="cash" in means or not means,
        transfer="transfer" in means or dice.chance(0.6, "transfer", key),
        ancv="holiday_vouchers" in means,
        vacaf="family_fund" in means,
        hours=Decimal(4) if mode == ExchangeMode.SERVICE else None,
        due_within_days=60 if mode == ExchangeMode.SERVICE else None,
        currency_name="Eusko" if mode == ExchangeMode.LOCAL_CURRENCY else "",
        local_currency=mode == ExchangeMode.LOCAL_CURRENCY or dice.chance(0.1, "local", key),
    )


def house_rates(language: str, night: Decimal, key: str, means: tuple[str, ...]) -> list[Rate]:
    """The paid night, and the other doors into the same house."""
    rates = [rate(language, ExchangeMode.PAID, night, RateUnit.NIGHT, key, means=means)]
    for odds, mode in OTHER_MODES:
        if dice.chance(odds, mode, key):
            amount = half(night) if mode == ExchangeMode.SOLIDARITY else night
            rates.append(rate(language, mode, amount, RateUnit.NIGHT, key, means=means))
    return _in_order(rates)


def visit_rates(language: str, price: str, child_price: str, free: bool, key: str) -> list[Rate]:
    """What a person pays, as published; a free price where nothing was."""
    if price:
        rates = [rate(language, ExchangeMode.PAID, Decimal(price), RateUnit.PERSON, key)]
        if child_price and child_price != price:
            child = rate(language, ExchangeMode.PAID, Decimal(child_price), RateUnit.PERSON, key)
            child.name, child.audience = RateName.CHILDREN, ""
            rates.append(child)
        if dice.chance(0.25, "solidarity", key):
            amount = half(Decimal(price))
            rates.append(rate(language, ExchangeMode.SOLIDARITY, amount, RateUnit.PERSON, key))
        return _in_order(rates)
    mode = ExchangeMode.FREE if free else ExchangeMode.FREE_PRICE
    return [rate(language, mode, Decimal("5.00"), RateUnit.PERSON, key)]


def seasons(rows: list[dict[str, Any]], *, today: date) -> list[dict[str, Any]]:
    """Each in this year and the next, by month and day: one of them always lies ahead."""
    found = [
        PriceSeason(
            begins=date.fromisoformat(f"{year}-{row['from']}"),
            ends=date.fromisoformat(f"{year}-{row['until']}"),
            amounts=Amounts(Decimal(row["night"]), Decimal(row["week"])),
            name=row["name"],
            min_nights=row["least_nights"],
        )
        for year in (today.year, today.year + 1)
        for row in rows
    ]
    return [season.numbered(number).to_json() for number, season in enumerate(found, start=1)]


def half(amount: Decimal) -> Decimal:
    """Half of it, in whole euros."""
    return max(Decimal(1), (amount / 2).quantize(Decimal(1)))


def _in_order(rates: list[Rate]) -> list[Rate]:
    for place, one in enumerate(rates):
        one.sort_order = place
    return rates
