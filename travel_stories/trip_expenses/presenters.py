"""What a bill said, in words: a sum needs its currency, and a share its person."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.text.formatting import format_amount
from travel_stories.trip_expenses.choices import Split
from travel_stories.trips.models.members import TripMember


def expense_in_words(name: str, snapshot: Mapping[str, Any]) -> str | None:
    """One field of a snapshot, where the field alone can't say it."""
    if name == "amount":
        return format_amount(snapshot["amount"], snapshot["currency"])
    if name == "rate" and snapshot["rate"] is not None:
        return str(number_format(f"{Decimal(snapshot['rate']).normalize():f}"))
    if name != "shares":
        return None
    shares = snapshot["shares"]
    seats = TripMember.objects.filter(pk__in=[int(seat) for seat in shares])
    lines = [_share(seat.name, shares[str(seat.pk)], snapshot) for seat in seats]
    return ", ".join(lines) or _("no one")


def _share(name: str, weight: int, snapshot: Mapping[str, Any]) -> str:
    if snapshot["split"] == Split.EXACT:
        return f"{name} {format_amount(weight, snapshot['currency'])}"
    if snapshot["split"] == Split.EQUAL:
        return name
    times = Decimal(weight) / 100 if snapshot["split"] == Split.PARTS else Decimal(weight)
    return f"{name} × {number_format(f'{times.normalize():f}')}"
