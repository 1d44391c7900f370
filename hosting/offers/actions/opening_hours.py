"""The opening hours of a draft. Each line keeps its number, so that sending twice does no harm."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from commons.accounts.permissions import Actor
from core.permissions import require
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.errors import OverlappingHoursError, TooManyOpeningHoursError
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.selectors.drafts import with_sort_order


@transaction.atomic
def add_opening_hours(*, offer: Offer, hours: OpeningHours, by: Actor) -> Offer:
    """Add a line. The same hours sent twice are added once.

    Raises TooManyOpeningHoursError or OverlappingHoursError.
    """
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rows = with_sort_order(draft.opening_hours.all())
    if any(row.period == hours.period for row in rows):
        return draft
    if len(rows) >= settings.HOSTING_OPENING_HOURS_LIMIT:
        raise TooManyOpeningHoursError(limit=settings.HOSTING_OPENING_HOURS_LIMIT)
    _require_no_overlap(hours, rows)

    hours.sort_order = max((row.sort_order for row in rows), default=0) + 1
    draft.opening_hours = [*rows, hours]
    return save_draft(draft, verb="hours.added", by=by)


@transaction.atomic
def change_opening_hours(*, offer: Offer, number: int, hours: OpeningHours, by: Actor) -> Offer:
    """Put other hours in the place of the line with this number. Raises OverlappingHoursError."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rows = with_sort_order(draft.opening_hours.all())
    _require_no_overlap(hours, (row for row in rows if row.sort_order != number))

    hours.pk, hours.sort_order = None, number
    draft.opening_hours = [hours if row.sort_order == number else row for row in rows]
    return save_draft(draft, verb="hours.changed", by=by)


@transaction.atomic
def remove_opening_hours(*, offer: Offer, number: int, by: Actor) -> Offer:
    """Remove the line with this number."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)

    rows = with_sort_order(draft.opening_hours.all())
    draft.opening_hours = [row for row in rows if row.sort_order != number]
    return save_draft(draft, verb="hours.removed", by=by)


def _require_no_overlap(hours: OpeningHours, others: Iterable[OpeningHours]) -> None:
    if any(hours.period.overlaps(other.period) for other in others):
        raise OverlappingHoursError
