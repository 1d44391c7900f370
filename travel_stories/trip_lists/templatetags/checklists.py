"""Lists in the words of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from travel_stories.trip_lists.selectors.checklists import ChecklistLine, OpenList

register = template.Library()


@register.filter
def how_far(one: OpenList) -> str:
    """`3 of 10 done`."""
    sentence = ngettext("%(done)s of %(n)s done", "%(done)s of %(n)s done", one.count)
    return sentence % {"done": one.done, "n": one.count}


@register.filter
def who_and_when(line: ChecklistLine, one: OpenList) -> str:
    """`Zoé brings it`, `Samir, until 12 May`, `Samir took it on and has left`."""
    pieces = []
    if line.who is not None:
        brings = _("%(name)s is bringing it") if one.counts_things else _("%(name)s is doing it")
        pieces.append(brings % {"name": line.who.name})
    elif line.gone is not None:
        pieces.append(_("%(name)s took this on but has left the trip") % {"name": line.gone.name})
    if line.due is not None:
        until = _("overdue since %(day)s") if line.is_late else _("by %(day)s")
        pieces.append(until % {"day": format_day(line.due)})
    return ", ".join(pieces)
