"""What everybody may read of an emergency while it runs and after it: sums, weeks, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.values.suppression import FEWEST
from emergency.activations.models.activations import Activation
from emergency.figures.choices import Measure
from emergency.figures.selectors.published import published_sums, published_weeks
from emergency.public_pages.presenters.landing_page import PublicFigure


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """Nothing stands where a number was too small to be told."""

    week: date
    asked: int | None
    verified: int | None
    housed: int | None


@dataclass(frozen=True, slots=True)
class PublicStatistics:
    figures: list[PublicFigure]
    weeks: list[WeekSummary]

    @property
    def largest(self) -> int:
        return max((max(one.asked or 0, one.housed or 0) for one in self.weeks), default=0)

    @property
    def fewest(self) -> int:
        return FEWEST


def public_statistics_of(activation: Activation) -> PublicStatistics:
    weeks = published_weeks(activation)
    sums = published_sums(weeks)
    by_week: dict[date, dict[Measure, int | None]] = {}
    for one in weeks:
        by_week.setdefault(one.week, {})[one.measure] = one.total
    return PublicStatistics(
        figures=[
            PublicFigure(_("requests received"), str(sums[Measure.ASKED])),
            PublicFigure(pgettext("figure", "requests verified"), str(sums[Measure.VERIFIED])),
            PublicFigure(_("households moved in"), str(sums[Measure.HOUSED])),
        ],
        weeks=[
            WeekSummary(
                week,
                numbers.get(Measure.ASKED),
                numbers.get(Measure.VERIFIED),
                numbers.get(Measure.HOUSED),
            )
            for week, numbers in by_week.items()
        ],
    )
