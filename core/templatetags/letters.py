"""What a mail as HTML needs."""

import re
from typing import Final

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

ADDRESS: Final = re.compile(r"(https?://\S+)")


@register.filter
def own_links(text: str) -> SafeString:
    """Addresses of the house become links; what a stranger wrote into a name never does."""
    parts = ((_linked(part),) for part in ADDRESS.split(text))
    return format_html_join("", "{}", parts)


def _linked(part: str) -> SafeString:
    if part.startswith(f"{settings.BASE_URL}/"):
        return format_html('<a href="{0}">{0}</a>', part)
    return conditional_escape(part)
