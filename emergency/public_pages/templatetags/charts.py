"""Amounts as the bars of parts/bars.html; the words for them stand beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from emergency.public_pages.presenters.public_statistics import WeekSummary


register = template.Library()


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` of the longest bar, in hundredths."""

    kind: str
    share: int = 100
    label: str = ""


@register.filter
def week_bars(week: WeekSummary, largest: int) -> list[Bar]:
    """A number that isn't told has no bar."""
    return [
        Bar("asked", share_of(week.asked or 0, largest)),
        Bar("placed", share_of(week.housed or 0, largest)),
    ]


@register.simple_tag
def week_keys() -> list[Bar]:
    return [
        Bar("asked", label=_("requests received")),
        Bar("placed", label=_("households moved in")),
    ]


def share_of(number: int, largest: int) -> int:
    return round(100 * number / largest) if largest else 0
