"""For which nights or day a step would be asked."""

from __future__ import annotations

from datetime import timedelta

from core.values.dates import DateRange
from hosting.offers.choices.lists import OfferKind
from travel_stories.trips.models.steps import Step


def dates_of(step: Step) -> DateRange | None:
    """Nights for a stay, a day for an activity on request; a product needs none."""
    if step.offer is None or step.offer.kind == OfferKind.PRODUCT:
        return None
    if step.offer.kind == OfferKind.STAY or step.date is None:
        return step.dates
    return DateRange(step.date, step.date + timedelta(days=1))
