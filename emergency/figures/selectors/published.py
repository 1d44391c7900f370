"""What may leave the coordination: whole weeks, and no number that points at somebody.

Each week is decided by itself and never again. No sum over weeks is told but of those shown, so
that neither two numbers of one day nor those of two days give a hidden one away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.values.suppression import suppress_small
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.figures.choices import FLOWS, Measure

WEEK: Final = timedelta(days=7)

type Numbers = dict[int, int]  # by category


@dataclass(frozen=True, slots=True)
class PublishedWeek:
    """One measure in one week. What is hidden is missing; a zero is told."""

    week: date
    measure: Measure
    total: int | None
    by_category: Mapping[int, int | None]


def published_weeks(activation: Activation) -> list[PublishedWeek]:
    """Whole weeks only, the oldest first; after the purge what was kept of them."""
    if activation.state == ActivationState.PURGED:
        return _kept(activation)
    categories = sorted(activation.categories.values_list("pk", flat=True))
    # Days summed up into weeks; the one that runs isn't among them.
    today = activation.today()
    this_week = today - timedelta(days=today.weekday())
    rows = activation.figures.filter(measure__in=FLOWS, day__lt=this_week, category__isnull=False)
    found: defaultdict[tuple[date, Measure], Numbers] = defaultdict(lambda: defaultdict(int))
    for day, measure, category, number in rows.values_list("day", "measure", "category", "number"):
        monday = day - timedelta(days=day.weekday())
        found[monday, Measure(measure)][category] += number
    return [
        _published(week, measure, {one: numbers.get(one, 0) for one in categories})
        for (week, measure), numbers in sorted(found.items())
    ]


def published_sums(weeks: Sequence[PublishedWeek]) -> dict[Measure, int]:
    """Over the weeks that are shown: nothing new is told by adding them up."""
    sums = dict.fromkeys(FLOWS, 0)
    for week in weeks:
        sums[week.measure] += week.total or 0
    return sums


def _published(week: date, measure: Measure, numbers: Numbers) -> PublishedWeek:
    total, by_category = suppress_small(numbers)
    return PublishedWeek(week, measure, total, by_category)


def _kept(activation: Activation) -> list[PublishedWeek]:
    categories = sorted(activation.categories.values_list("pk", flat=True))
    totals: dict[tuple[date, Measure], int] = {}
    found: defaultdict[tuple[date, Measure], Numbers] = defaultdict(dict)
    rows = activation.weeks.values_list("week", "measure", "category", "number")
    for week, measure, category, number in rows:
        key = (week, Measure(measure))
        if category is None:
            totals[key] = number
        else:
            found[key][category] = number
    return [
        PublishedWeek(*key, total, {one: found[key].get(one) for one in categories})
        for key, total in sorted(totals.items())
    ]
