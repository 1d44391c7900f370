"""Amounts of the board as the bars of parts/bars.html."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from emergency.public_pages.templatetags.charts import Bar, share_of

if TYPE_CHECKING:
    from emergency.desk.presenters.board import Cell

register = template.Library()


@register.filter
def cell_bars(cell: Cell, largest: int) -> list[Bar]:
    return [
        Bar("asked", share_of(cell.requests, largest)),
        Bar("free", share_of(cell.free, largest)),
        Bar("placed", share_of(cell.placed, largest)),
    ]


@register.simple_tag
def board_keys() -> list[Bar]:
    return [
        Bar("asked", label=_("open requests")),
        Bar("free", label=_("available homes within reach")),
        Bar("placed", label=pgettext("board", "stays agreed")),
    ]
