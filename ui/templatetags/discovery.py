"""The foot of a page that leads on."""

from functools import cache
from typing import Final
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

URL: Final = "around:url"  # stands in the foot where each page brings its own


@register.simple_tag
def discover_more(url: str, came_from: str | None = None) -> SafeString:
    """`components/discover_more.html`; `came_from` identifies the page one came from."""
    end = f"?{urlencode({'from': came_from})}" if came_from else ""
    return SafeString(_foot(get_language()).replace(URL, escape(f"{url}{end}")))


@cache
def _foot(_language: str | None) -> str:
    """Put into words once: every page of an offer has it, and it is always the same."""
    return render_to_string("components/discover_more.html", {"url": URL})
