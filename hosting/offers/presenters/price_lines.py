"""Prices by season and length in words: the table of a rate, and a total line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_money, format_short_date_range
from core.values.dates import DateRange
from core.values.money import Money
from hosting.offers.choices.lists import PriceLength, RateUnit
from hosting.offers.models.rates import Rate, Terms
from hosting.offers.models.stay_prices import (
    NIGHTS_OF,
    Amounts,
    PriceLine,
    PriceSeason,
    usual_label,
)
from ui.templatetags.languages import filled_in, in_language


@dataclass(frozen=True, slots=True)
class PriceLineText:
    """`Summer, 1–4 Jul: 3 nights at €120 per night`, and what that comes to.

    `words` is HTML where the host named the season, `plain` is for mails.
    """

    words: str
    plain: str
    money: Money

    @property
    def sum(self) -> str:
        return format_money(self.money)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The amounts of one season, or the usual ones."""

    label: str
    dates: str
    night: Money
    week: Money | None
    month: Money | None
    least: str
    season: PriceSeason | None = None

    @property
    def plain_label(self) -> str:
        """Without markup of its language."""
        return self.season.label if self.season else self.label


@dataclass(frozen=True, slots=True)
class PriceTable:
    """All amounts of a rate: a column only where one of them has something to say."""

    caption: str
    unit: str
    rows: tuple[PriceRow, ...]

    @property
    def has_own_names(self) -> bool:
        """Whether the host named a season in their own words."""
        return any(row.season is not None and bool(row.season.own_name) for row in self.rows)

    @property
    def has_weeks(self) -> bool:
        return any(row.week for row in self.rows)

    @property
    def has_months(self) -> bool:
        return any(row.month for row in self.rows)

    @property
    def has_least(self) -> bool:
        return any(row.least for row in self.rows)


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season as its host reads it, or the days between two of them, without a number."""

    title: str
    text: str
    number: int = 0


def price_table(rate: Rate, language: str) -> PriceTable | None:
    """The usual amounts and the seasons that aren't over; None where one amount says it all.

    `language` is that of the offer.
    """
    prices, today = rate.prices, timezone.localdate()
    if prices is None or not rate.has_seasons:
        return None
    seasons = [season for season in prices.seasons if season.ends > today]
    if not seasons and prices.usual.week is None and prices.usual.month is None:
        return None
    return PriceTable(
        caption=in_language(rate.label, language if rate.own_name else ""),
        unit=str(RateUnit(rate.unit).label),
        rows=(
            _row(prices.usual, None, rate.currency, language),
            *(_row(season.amounts, season, rate.currency, language) for season in seasons),
        ),
    )


def season_rows(rate: Rate, language: str) -> list[SeasonRow]:
    """Every season of a rate for its host, and where the usual price holds between two."""
    rows: list[SeasonRow] = []
    seasons: list[PriceSeason | None] = [*rate.price_seasons, None]
    for season, following in pairwise(seasons):
        if season is None:
            continue
        text = " · ".join([format_season_dates(season), *_amounts_in_words(season, rate)])
        rows.append(SeasonRow(_marked(season, language), text, season.number))
        if following and season.ends < following.begins:
            gap = format_short_date_range(DateRange(season.ends, following.begins))
            words = _("%(dates)s: no season, so your usual price applies.") % {"dates": gap}
            rows.append(SeasonRow(usual_label(), words))
    return rows


def describe_seasons(rate: Rate) -> list[str]:
    """`Summer, 1 Jul – 1 Sep: €120 per night` as plain text, a season each; lengths first."""
    if rate.prices is None:
        return []
    usual = [
        f"{format_money(Money(amount, rate.currency))} {_per(length, rate.unit)}"
        for length in (PriceLength.WEEK, PriceLength.MONTH)
        if (amount := rate.prices.usual.of(length)) is not None
    ]
    seasons = [
        f"{season.label}, {format_season_dates(season)}: "
        f"{', '.join(_amounts_in_words(season, rate))}"
        for season in rate.price_seasons
    ]
    return [*usual, *seasons]


def format_season_dates(season: PriceSeason) -> str:
    """From the first night to the morning on which it ends."""
    return format_short_date_range(season.dates)


def format_least_nights(least: int) -> str:
    """`5 nights minimum`."""
    return ngettext("%(count)s night minimum", "%(count)s nights minimum", least) % {"count": least}


def rate_lines(
    rate: Rate, *, party: int, dates: DateRange | None, language: str
) -> tuple[PriceLineText, ...]:
    """What a rate comes to for these days, line by line; nothing where one line says no more."""
    prices = rate.prices
    if prices is None or dates is None or prices.is_flat or not rate.has_seasons:
        return ()
    lines = prices.lines(party=party, dates=dates)
    return _texts(lines, unit=rate.unit, party=party, currency=rate.currency, language=language)


def terms_lines(
    terms: Terms, *, party: int, dates: DateRange | None, language: str
) -> tuple[PriceLineText, ...]:
    """The same of terms as they were frozen. `language` is that of the offer."""
    prices = terms.prices
    if prices is None or dates is None or prices.is_flat:
        return ()
    lines = prices.lines(party=party, dates=dates)
    return _texts(
        lines, unit=terms.unit_of_rate, party=party, currency=terms.currency, language=language
    )


def _texts(
    lines: list[PriceLine], *, unit: str, party: int, currency: str, language: str
) -> tuple[PriceLineText, ...]:
    if len(lines) == 1 and lines[0].season is None and lines[0].length == PriceLength.NIGHT:
        return ()
    texts = []
    for line in lines:
        facts = {
            "dates": format_short_date_range(line.dates),
            "what": _what(line, unit, party, currency),
        }
        pattern = _("%(season)s, %(dates)s: %(what)s")
        plain = line.season.label if line.season else usual_label()
        marked = _marked(line.season, language) if line.season else plain
        words = filled_in(pattern, season=marked, **facts)
        texts.append(
            PriceLineText(words, pattern % {"season": plain, **facts}, Money(line.total, currency))
        )
    return tuple(texts)


def _what(line: PriceLine, unit: str, party: int, currency: str) -> str:
    """`3 nights at €90 per night`; of a price per person, for how many."""
    price = f"{format_money(Money(line.amount, currency))} {_per(line.length, unit)}"
    facts = {"count": _count(line), "price": price}
    if unit != RateUnit.PERSON_NIGHT:
        return _("%(count)s at %(price)s") % facts
    people = ngettext("%(count)s person", "%(count)s people", party) % {"count": party}
    return _("%(count)s for %(people)s at %(price)s") % {**facts, "people": people}


def _count(line: PriceLine) -> str:
    nights = line.count * NIGHTS_OF[line.length]
    facts = {"count": line.count, "nights": nights}
    if line.length == PriceLength.MONTH:
        return (
            ngettext(
                "%(count)s month (%(nights)s nights)",
                "%(count)s months (%(nights)s nights)",
                line.count,
            )
            % facts
        )
    if line.length == PriceLength.WEEK:
        return ngettext("%(count)s week", "%(count)s weeks", line.count) % facts
    return ngettext("%(count)s night", "%(count)s nights", line.count) % facts


def _per(length: PriceLength, unit: str) -> str:
    """`per night`, `per person per week`."""
    if length == PriceLength.NIGHT:
        return str(RateUnit(unit).label)
    by_person = unit == RateUnit.PERSON_NIGHT
    if length == PriceLength.WEEK:
        return _("per person per week") if by_person else str(RateUnit.WEEK.label)
    return _("per person per month") if by_person else _("per month")


def _amounts_in_words(season: PriceSeason, rate: Rate) -> Iterable[str]:
    for length in (PriceLength.NIGHT, PriceLength.WEEK, PriceLength.MONTH):
        if (amount := season.amounts.of(length)) is not None:
            yield f"{format_money(Money(amount, rate.currency))} {_per(length, rate.unit)}"
    if season.min_nights is not None:
        yield format_least_nights(season.min_nights)


def _row(amounts: Amounts, season: PriceSeason | None, currency: str, language: str) -> PriceRow:
    week, month = amounts.week, amounts.month
    least = season.min_nights if season else None
    return PriceRow(
        label=_marked(season, language) if season else usual_label(),
        dates=format_season_dates(season) if season else "",
        night=Money(amounts.amount, currency),
        week=None if week is None else Money(week, currency),
        month=None if month is None else Money(month, currency),
        least="" if least is None else format_least_nights(least),
        season=season,
    )


def _marked(season: PriceSeason, language: str) -> str:
    """Its name as HTML, in the language of the offer where the host wrote it."""
    return in_language(season.label, language if season.own_name else "")
