"""Once a day is counted, and what was counted is kept."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db import transaction

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.models.activations import Activation
from emergency.activations.notifications import notify_coordinators
from emergency.figures.choices import Measure
from emergency.figures.models import DailyFigure
from emergency.figures.notifications import DAILY_REPORT
from emergency.figures.selectors.statistics import bounds_of, daily_counts


@transaction.atomic
def keep_figures(*, activation: Activation, day: date, by: Actor) -> bool:
    """Count this day, once. Of yesterday whoever is on duty is told."""
    require(by, "emergency_figures.keep_figures", activation)

    activation = Activation.objects.locked(activation.pk)
    # Nothing happened in an emergency that wasn't declared yet.
    opened = activation.opened_at
    if (opened is None or bounds_of(activation, day)[1] <= opened) or activation.figures.filter(
        day=day
    ).exists():
        return False

    counted = daily_counts(activation, day)
    DailyFigure.objects.bulk_create(
        DailyFigure(
            activation=activation,
            day=day,
            measure=one.measure,
            category_id=one.category,
            number=one.number,
        )
        for one in counted
    )
    audit.record(by, "activation.counted", activation, day=day.isoformat())
    if day == activation.today() - timedelta(days=1) and activation.is_public:
        totals: Counter[Measure] = Counter()
        for one in counted:
            totals[one.measure] += one.number
        notify_coordinators(
            activation,
            DAILY_REPORT,
            day=day.isoformat(),
            asked=totals[Measure.ASKED],
            housed=totals[Measure.HOUSED],
            waiting=totals[Measure.WAITING],
            over_limit=totals[Measure.OVER_LIMIT],
        )
    return True
