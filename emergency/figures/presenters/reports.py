"""The situation of one day, beside the day before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from emergency.activations.models.activations import Activation
from emergency.figures.choices import BY_CATEGORY, FLOWS, NEEDS, Measure

STANDING: Final = (Measure.WAITING, Measure.OVER_LIMIT, Measure.FRESH, Measure.STALE)
TROUBLE: Final = (Measure.CLOCKS, Measure.INCIDENTS, Measure.REPORTS)

type Numbers = Mapping[tuple[str, int | None], int]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A figure, and by how much it changed; `before` is missing where yesterday wasn't kept."""

    label: str
    number: int
    before: int | None

    @property
    def change(self) -> str:
        if self.before is None:
            return ""
        return f"{self.number - self.before:+d}" if self.number != self.before else "="


@dataclass(frozen=True, slots=True)
class CategoryLine:
    name: str
    numbers: list[ReportLine]


@dataclass(frozen=True, slots=True)
class Report:
    day: date
    happened: list[ReportLine]
    standing: list[ReportLine]
    trouble: list[ReportLine]
    needs: list[ReportLine]
    categories: list[CategoryLine]
    earlier_url: str
    later_url: str


def report_of(activation: Activation, day: date | None = None) -> Report | None:
    """Of this day, or the newest; nothing where no day like it was counted."""
    days = list(activation.figures.order_by("-day").values_list("day", flat=True).distinct())
    day = day or (days[0] if days else None)
    if day is None or day not in days:
        return None
    today, before = _numbers(activation, day)
    place = days.index(day)

    def lines(measures: Iterable[Measure], category: int | None = None) -> list[ReportLine]:
        return [
            ReportLine(
                label=str(measure.label),
                number=today.get((measure, category), 0),
                before=before.get((measure, category)),
            )
            for measure in measures
        ]

    return Report(
        day=day,
        happened=lines(FLOWS),
        standing=lines(STANDING),
        trouble=lines(TROUBLE),
        needs=lines(NEEDS),
        categories=[
            CategoryLine(category.name, lines(BY_CATEGORY, category.pk))
            for category in activation.categories.all()
        ],
        earlier_url=_url(activation, days[place + 1 : place + 2]),
        later_url=_url(activation, days[max(place - 1, 0) : place]),
    )


def _numbers(activation: Activation, day: date) -> tuple[Numbers, Numbers]:
    """This day and the one before, with the sum over categories under no category."""
    yesterday = day - timedelta(days=1)
    found: dict[date, dict[tuple[str, int | None], int]] = {day: {}, yesterday: {}}
    rows = activation.figures.filter(day__in=found)
    for when, measure, category, number in rows.values_list("day", "measure", "category", "number"):
        found[when][measure, category] = number
        if category is not None:
            found[when][measure, None] = found[when].get((measure, None), 0) + number
    return found[day], found[yesterday]


def _url(activation: Activation, days: list[date]) -> str:
    if not days:
        return ""
    return reverse("emergency:report-of", args=[activation.address, days[0].isoformat()])
