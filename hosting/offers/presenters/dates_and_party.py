"""Days and people as somebody has chosen them, before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import ngettext, npgettext

from core.values.dates import DateRange

TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class DatesAndParty:
    """The days pressed so far, and for how many, as the address has them.

    `quantity` is of a product, which asks for no days and no people.
    """

    check_in: date | None = None
    check_out: date | None = None
    adults: int | None = None
    children: int | None = None
    quantity: int | None = None

    @property
    def pairs(self) -> dict[str, object]:
        """What stands in an address, without what nobody said."""
        names = ("check_in", "check_out", "adults", "children", "quantity")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    @property
    def dates(self) -> DateRange | None:
        """Once both days are chosen and in order."""
        if self.check_in is None or self.check_out is None or self.check_out <= self.check_in:
            return None
        return DateRange(self.check_in, self.check_out)

    @property
    def party(self) -> int:
        """Whoever says nothing comes alone."""
        return (self.adults or 1) + (self.children or 0)

    def state_of(self, night: date, state: str) -> str:
        """A taken night says so however it was chosen. The day of departure isn't a night."""
        if state == TAKEN and night != self.check_out:
            return TAKEN
        if night == self.check_in:
            return "chosen"
        if night == self.check_out:
            return "departure"
        if self.check_in and self.check_out and self.check_in < night < self.check_out:
            return "between"
        return state

    def pressing(self, day: date) -> DatesAndParty:
        """The second press says when one leaves; any other begins anew."""
        if self.check_in and not self.check_out and day > self.check_in:
            return replace(self, check_out=day)
        return replace(self, check_in=day, check_out=None)


def format_nights(dates: DateRange) -> str:
    """`3 nights`."""
    return ngettext("%(count)s night", "%(count)s nights", len(dates)) % {"count": len(dates)}


def format_people(adults: int, children: int) -> str:
    """`2 adults, 1 child`."""
    words = ngettext("%(count)s adult", "%(count)s adults", adults) % {"count": adults}
    if not children:
        return words
    others = ngettext("%(count)s child", "%(count)s children", children)
    return f"{words}, {others % {'count': children}}"


def format_quantity(count: int) -> str:
    """`2 items`, of a product."""
    words = npgettext("of a product", "%(count)s item", "%(count)s items", count)
    return words % {"count": count}
