"""Stays of an emergency, as hosting names what holds the dates of a home."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.text.formatting import format_date_range
from emergency.housing.models.placements import Placement
from hosting.calendar_conflicts.registries import HoldOwner


def placements_of_holds(holds: Collection[int]) -> dict[int, HoldOwner]:
    """By the key of its hold, each stay with the page on which its host ends it. One read.

    Whoever stays there is named on that page alone. Whoever has its address may end the stay: a
    host who took the home over from who lent it doesn't get it.
    """
    rows = Placement.objects.filter(hold__in=holds).select_related(
        *("activation", "offer__submission", "offer__unit__stay", "offer__unit__workspace")
    )
    words = _("stay in an emergency (%(territory)s), %(dates)s")
    return {
        one.hold_id: HoldOwner(
            words % {"territory": one.activation.territory, "dates": format_date_range(one.dates)},
            one.offer.submission.get_absolute_url() if _is_of_host(one) else "",
        )
        for one in rows
        if one.hold_id is not None
    }


def _is_of_host(placement: Placement) -> bool:
    offer = placement.offer
    return offer.unit is not None and offer.host_id == offer.unit.offer.host_id
