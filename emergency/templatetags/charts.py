"""Amounts as the bars of parts/bars.html; the words for them stand beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

if TYPE_CHECKING:
    from emergency.queries.board import Cell
    from emergency.queries.public_statistics import WeekSummary

register = template.Library()


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` of the longest bar, in hundredths."""

    kind: str
    share: int = 100
    label: str = ""


@register.filter
def cell_bars(cell: Cell, largest: int) -> list[Bar]:
    return [
        Bar("asked", share_of(cell.requests, largest)),
        Bar("free", share_of(cell.free, largest)),
        Bar("placed", share_of(cell.placed, largest)),
    ]


@register.filter
def week_bars(week: WeekSummary, largest: int) -> list[Bar]:
    """A number that isn't told has no bar."""
    return [
        Bar("asked", share_of(week.asked or 0, largest)),
        Bar("placed", share_of(week.housed or 0, largest)),
    ]


@register.simple_tag
def week_keys() -> list[Bar]:
    return [Bar("asked", label=_("asked for a roof")), Bar("placed", label=_("moved in"))]


@register.simple_tag
def board_keys() -> list[Bar]:
    return [
        Bar("asked", label=_("open requests")),
        Bar("free", label=_("free places within reach")),
        Bar("placed", label=pgettext("board", "placed")),
    ]


def share_of(number: int, largest: int) -> int:
    return round(100 * number / largest) if largest else 0
