"""Words that the scripts of a trip's pages put their own figures and names into."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def presence_words(count: int) -> str:
    return ngettext("%(names)s is here", "%(names)s are here", count)


@register.simple_tag
def waiting_words(count: int) -> str:
    return ngettext("%(n)s change waiting to be sent", "%(n)s changes waiting to be sent", count)
