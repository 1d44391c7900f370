"""For which nights or day a step would be asked."""

from __future__ import annotations

from datetime import timedelta

from core.values.dates import DateRange
from hosting.offers.choices.lists import OfferKind
from travel_stories.trips.models.steps import Step


def dates_of(step: Step) -> DateRange | None:
    """Nights for a stay, a day for a workspace or an activity on request; a product needs none."""
    if step.offer is None or step.offer.kind == OfferKind.PRODUCT:
        return None
    if step.offer.kind == OfferKind.STAY or step.date is None:
        return step.dates
    return DateRange(step.date, step.date + timedelta(days=1))


def is_planned_for(step: Step, dates: DateRange) -> bool:
    """Whether the step stands where its host was asked: a stay with all its nights.

    Of anything else on the day on which it begins: the plan has one day for it, where the
    half-days of a workspace may lie on several.
    """
    planned = dates_of(step)
    if planned is None or step.offer is None:
        return False
    if step.offer.kind == OfferKind.STAY:
        return planned == dates
    return planned.check_in == dates.check_in
