"""Lists in the words of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words import day_in_words
from travel_stories.queries.checklists import Line, OpenList

register = template.Library()


@register.filter
def how_far(one: OpenList) -> str:
    """`3 of 10 done`."""
    said = ngettext("%(done)s of %(n)s done", "%(done)s of %(n)s done", one.count)
    return said % {"done": one.done, "n": one.count}


@register.filter
def who_and_when(line: Line, one: OpenList) -> str:
    """`Zoé brings it`, `Samir, until 12 May`, `Samir took it on and has left`."""
    said = []
    if line.who is not None:
        brings = _("%(name)s brings it") if one.counts_things else _("%(name)s does it")
        said.append(brings % {"name": line.who.name})
    elif line.gone is not None:
        said.append(_("%(name)s took it on and has left") % {"name": line.gone.name})
    if line.due is not None:
        until = _("overdue since %(day)s") if line.is_late else _("until %(day)s")
        said.append(until % {"day": day_in_words(line.due)})
    return ", ".join(said)
