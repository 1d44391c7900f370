"""The figures of a year as a plot and a sheet."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.formatting import format_short_month
from core.text.spreadsheets import BYTE_ORDER_MARK
from hosting.host_space.selectors.statistics import YearFigures

WIDTH: Final = 480
HEIGHT: Final = 140
GAP: Final = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A month of the plot, in the units of its view box."""

    x: int
    y: int
    width: int
    height: int
    label: str
    number: int


def bars_of(numbers: list[tuple[str, int]]) -> list[Bar]:
    """One bar a number, the largest as high as the plot; nothing to draw where all are zero."""
    most = max((number for _label, number in numbers), default=0)
    if not most:
        return []
    step = WIDTH // len(numbers)
    bars = []
    for place, (label, number) in enumerate(numbers):
        height = round(number / most * HEIGHT)
        bars.append(
            Bar(place * step + GAP // 2, HEIGHT - height, step - GAP, height, label, number)
        )
    return bars


def year_csv(figures: YearFigures) -> str:
    """A line a month. No words of anybody are in it, only months, numbers and currencies."""
    written = StringIO()
    writer = csv.writer(written)
    currencies = [money.currency for money in figures.sums]
    writer.writerow(
        [
            _("Month"),
            _("Nights"),
            _("Requests"),
            pgettext("number", "Agreements"),
            _("Products"),
            *(_("Amounts agreed (%(currency)s)") % {"currency": one} for one in currencies),
        ]
    )
    for month in figures.months:
        sums = {money.currency: money.amount for money in month.sums}
        writer.writerow(
            [
                f"{month.first:%Y-%m}",
                month.nights,
                month.requests,
                month.agreed,
                month.goods,
                *(f"{sums.get(one, 0):.2f}" for one in currencies),
            ]
        )
    return BYTE_ORDER_MARK + written.getvalue()


def month_numbers(figures: YearFigures) -> list[tuple[str, int]]:
    """Nights by month, each with the month's short name."""
    return [(format_short_month(month.first), month.nights) for month in figures.months]
