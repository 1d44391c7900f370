"""What the nights of a stay come to, line by line: seasons, whole weeks and whole months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, Final, Self

from django.utils.translation import pgettext

from core.values.dates import DateRange
from core.values.half_days import HalfDay, days_of
from hosting.offers.choices.lists import PriceLength, RateUnit, SeasonName

NIGHTS_OF: Final = {PriceLength.NIGHT: 1, PriceLength.WEEK: 7, PriceLength.MONTH: 30}
UNITS_WITH_SEASONS: Final = frozenset({RateUnit.NIGHT, RateUnit.PERSON_NIGHT, RateUnit.WEEK})
UNITS_WITH_LENGTHS: Final = frozenset({RateUnit.NIGHT, RateUnit.PERSON_NIGHT})
CENT: Final = Decimal("0.01")

type Way = list[tuple[PriceLength, int, Decimal, Decimal]]
"""Months, weeks and nights: how many of each, what one costs, what they come to."""


def total_of(
    amount: Decimal,
    unit: str,
    *,
    party: int,
    nights: int,
    quantity: int = 1,
    half_days: Collection[HalfDay] = (),
) -> Decimal:
    """So much for so many people, nights, half-days or items.

    Weeks go by sevenths, a day counts once it has begun, and the rest is asked once.
    """
    times: dict[str, Decimal] = {
        RateUnit.NIGHT: Decimal(nights),
        RateUnit.PERSON_NIGHT: Decimal(nights * party),
        RateUnit.WEEK: Decimal(nights) / 7,
        RateUnit.DAY: Decimal(len(days_of(half_days)) or 1),
        RateUnit.HALF_DAY: Decimal(len(half_days) or 1),
        RateUnit.PERSON: Decimal(party),
        RateUnit.ITEM: Decimal(quantity),
    }
    return (amount * times.get(unit, Decimal(1))).quantize(CENT)


@dataclass(frozen=True, slots=True)
class Amounts:
    """A price by the unit of its rate, and for seven and thirty nights in a row, if they differ."""

    amount: Decimal
    week: Decimal | None = None
    month: Decimal | None = None

    def of(self, length: PriceLength) -> Decimal | None:
        """None where there is no price of this length."""
        amounts = {PriceLength.WEEK: self.week, PriceLength.MONTH: self.month}
        return amounts.get(length, self.amount)


@dataclass(frozen=True, slots=True)
class PriceSeason:
    """Other amounts from one night on until the day `ends`, whose night isn't in it any more.

    Named by the list, or by `own_name` in the language of the offer. `number` stays the same in
    its rate. `min_nights` holds for who arrives in it.
    """

    begins: date
    ends: date
    amounts: Amounts
    name: str = ""
    own_name: str = ""
    min_nights: int | None = None
    number: int = 0

    @property
    def dates(self) -> DateRange:
        return DateRange(self.begins, self.ends)

    @property
    def label(self) -> str:
        """In the language of the reader if the list has it."""
        return str(SeasonName(self.name).label) if self.name in SeasonName else self.own_name

    def holds(self, night: date) -> bool:
        return self.begins <= night < self.ends

    def numbered(self, number: int) -> Self:
        return replace(self, number=number)

    def to_json(self) -> dict[str, Any]:
        """As the rows of rates and terms keep it: days by ISO 8601, amounts as strings."""
        amounts = self.amounts
        return {
            "number": self.number,
            "name": self.name,
            "own_name": self.own_name,
            "begins": self.begins.isoformat(),
            "ends": self.ends.isoformat(),
            "amount": str(amounts.amount),
            "week": None if amounts.week is None else str(amounts.week),
            "month": None if amounts.month is None else str(amounts.month),
            "min_nights": self.min_nights,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The way back."""
        week, month = data["week"], data["month"]
        return cls(
            begins=date.fromisoformat(data["begins"]),
            ends=date.fromisoformat(data["ends"]),
            amounts=Amounts(
                Decimal(data["amount"]),
                None if week is None else Decimal(week),
                None if month is None else Decimal(month),
            ),
            name=data["name"],
            own_name=data["own_name"],
            min_nights=data["min_nights"],
            number=data["number"],
        )


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`count` nights, weeks or months in a row at one price. `season` is None at the usual one."""

    dates: DateRange
    length: PriceLength
    count: int
    amount: Decimal
    total: Decimal
    season: PriceSeason | None = None


@dataclass(frozen=True, slots=True)
class StayPrices:
    """All amounts of one rate. Seasons never overlap; a night in none has the usual amounts."""

    usual: Amounts
    unit: str
    seasons: Sequence[PriceSeason] = ()

    @property
    def is_flat(self) -> bool:
        """One amount, whatever the days and however many."""
        return not self.seasons and self.usual.week is None and self.usual.month is None

    def season_on(self, night: date) -> PriceSeason | None:
        return next((season for season in self.seasons if season.holds(night)), None)

    def total(
        self,
        *,
        party: int,
        dates: DateRange | None,
        quantity: int = 1,
        half_days: Collection[HalfDay] = (),
    ) -> Decimal:
        """In cents; without dates for one night, or once where nights don't count."""
        if dates is None or self.is_flat or self.unit not in UNITS_WITH_SEASONS:
            nights = len(dates) if dates else 1
            return total_of(
                self.usual.amount,
                self.unit,
                party=party,
                nights=nights,
                quantity=quantity,
                half_days=half_days,
            )
        return sum((line.total for line in self.lines(party=party, dates=dates)), Decimal(0))

    def lines(self, *, party: int, dates: DateRange) -> list[PriceLine]:
        """What the total is made of, in the order of the nights; each is rounded to a cent.

        Nights in a row at one price are counted by months and weeks as far as this costs less than
        the nights alone; of two ways that cost the same, the one with more single nights.
        """
        lines: list[PriceLine] = []
        for season, nights in groupby(dates.nights, key=self.season_on):
            run = list(nights)
            amounts = season.amounts if season else self.usual
            way = min(self._ways(amounts, len(run), party), key=_cost_and_counts)
            begins = run[0]
            for length, count, amount, total in way:
                ends = begins + timedelta(days=count * NIGHTS_OF[length])
                if count:
                    dates_of_line = DateRange(begins, ends)
                    lines.append(PriceLine(dates_of_line, length, count, amount, total, season))
                begins = ends
        return lines

    def _ways(self, amounts: Amounts, nights: int, party: int) -> Iterator[Way]:
        """Every way to count so many nights: months, weeks, nights, with what each comes to."""
        for months in _counts(nights, amounts, PriceLength.MONTH):
            rest = nights - months * NIGHTS_OF[PriceLength.MONTH]
            for weeks in _counts(rest, amounts, PriceLength.WEEK):
                single = rest - weeks * NIGHTS_OF[PriceLength.WEEK]
                counts = (
                    (PriceLength.MONTH, months),
                    (PriceLength.WEEK, weeks),
                    (PriceLength.NIGHT, single),
                )
                yield [
                    (length, count, amount, self._sum(amount, length, count, party))
                    for length, count in counts
                    if (amount := amounts.of(length)) is not None
                ]

    def _sum(self, amount: Decimal, length: PriceLength, count: int, party: int) -> Decimal:
        if length == PriceLength.NIGHT:
            return total_of(amount, self.unit, party=party, nights=count)
        people = party if self.unit == RateUnit.PERSON_NIGHT else 1
        return (amount * count * people).quantize(CENT)


def seasons_from(rows: Iterable[Mapping[str, Any]]) -> list[PriceSeason]:
    """As they are kept, the earliest first."""
    return sorted((PriceSeason.from_json(row) for row in rows), key=lambda season: season.begins)


def _cost_and_counts(way: Way) -> tuple[Decimal, list[int]]:
    """The cheapest first; of those the one with the fewest months, then weeks."""
    return sum((total for *_rest, total in way), Decimal(0)), [count for _length, count, *_ in way]


def _counts(nights: int, amounts: Amounts, length: PriceLength) -> range:
    """How many of them may be in so many nights: none where there is no price for them."""
    most = nights // NIGHTS_OF[length] if amounts.of(length) is not None else 0
    return range(most + 1)


def usual_label() -> str:
    """What the amounts outside of all seasons are called."""
    return pgettext("season", "Usual price")
