"""The published figures as a sheet for others who help: CSV with a row of HXL hashtags."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from io import StringIO
from typing import Final

from core.text.spreadsheets import escape_formula
from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.figures.choices import FLOWS, Measure
from emergency.figures.selectors.published import PublishedWeek, published_weeks

ALL: Final = "all"
COLUMNS: Final = {  # a request is a household (+hh): it may stand for several people
    "Week from": "#date+start",
    "Week until": "#date+end",
    "Territory": "#loc+name",
    "Operator": "#org+name",
    "Category": "#beneficiary+code",
    "Category in French": "#beneficiary+name+i_fr",
    "Category in English": "#beneficiary+name+i_en",
    "Asked for a roof": "#inneed+hh",
    "Verified": "#targeted+hh",
    "Moved in": "#reached+hh",
    "Passed on to a partner": "#indicator+num+hh+referred",
    "No roof found": "#indicator+num+hh+unmet",
}


def hxl_sheet(activation: Activation) -> str:
    """A line for each week and category, and one for the week; an empty cell is a hidden one."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerow(COLUMNS.values())
    by_week: dict[date, dict[Measure, PublishedWeek]] = {}
    for one in published_weeks(activation):
        by_week.setdefault(one.week, {})[one.measure] = one
    categories = list(activation.categories.all())
    lines = []
    for week, measures in by_week.items():
        for category in categories:
            shown = [measures[flow].by_category.get(category.pk) for flow in FLOWS]
            lines.append(_line(activation, week, category, shown))
        totals = [measures[flow].total for flow in FLOWS]
        lines.append(_line(activation, week, None, totals))
    for line in lines:
        writer.writerow(map(escape_formula, line))
    return written.getvalue()


def _line(
    activation: Activation, week: date, category: Category | None, shown: Iterable[int | None]
) -> list[str]:
    return [
        week.isoformat(),
        (week + timedelta(days=6)).isoformat(),
        activation.territory,
        activation.operator,
        category.public_id if category else ALL,
        category.name_fr if category else "",
        category.name_en if category else "",
        *("" if number is None else str(number) for number in shown),
    ]
