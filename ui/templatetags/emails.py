"""What a mail as HTML needs."""

import re
from typing import Final

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

LED: Final = re.compile(r"(?m)^– (.+)\n +(https?://\S+)$|(https?://\S+)")


@register.filter
def own_links(text: str) -> SafeString:
    """Addresses of the site become links; what a stranger wrote into a name never does.

    The line of a list leads where the line under it says: both parts of a mail say the same.
    """
    parts, end = [], 0
    for found in LED.finditer(text):
        words, beside, alone = found.groups()
        if not (beside or alone).startswith(f"{settings.BASE_URL}/"):
            part = conditional_escape(found.group())
        elif alone:
            part = format_html('<a href="{0}">{0}</a>', alone)
        else:
            part = format_html('– <a href="{}">{}</a>', beside, words)
        parts += [conditional_escape(text[end : found.start()]), part]
        end = found.end()
    return format_html_join(
        "", "{}", ((part,) for part in [*parts, conditional_escape(text[end:])])
    )
