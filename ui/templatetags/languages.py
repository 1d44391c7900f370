"""The language of words that somebody wrote. Built in (`config/settings/base.py`)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
@lru_cache(maxsize=64)
def direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    if not language:
        return "ltr"
    try:
        order = Locale.parse(language, sep="-").character_order
    except (UnknownLocaleError, ValueError):
        return "ltr"  # sign languages have no writing of their own
    return "rtl" if order == "right-to-left" else "ltr"


@register.simple_tag
@lru_cache(maxsize=64)
def written_in(language: str) -> SafeString:
    """Attributes of an element that holds words of a language: `lang="ar" dir="rtl"`.

    All pages of the site are written from left to right, so that needs no attribute.
    """
    if direction(language) == "rtl":
        return format_html('lang="{}" dir="rtl"', language)
    return format_html('lang="{}"', language)
