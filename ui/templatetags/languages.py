"""The language of words that somebody wrote. Built in (`config/settings/base.py`)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

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


@register.filter
def is_other_language(language: str) -> bool:
    """Whether a language is known and isn't that of the page."""
    return bool(language) and language != get_language()


@register.filter
def in_language(words: str, language: str) -> str:
    """Words inside a sentence or an element of ours, marked where the page is in another language.

    `{{ offer.title|in_language:offer.language }}`
    """
    if not words or not is_other_language(language):
        return words
    return format_html("<span {}>{}</span>", written_in(language), words)


def filled_in(sentence: str, **words: str) -> SafeString:
    """A sentence of the page as HTML; what `in_language` has marked may stand in its gaps."""
    escaped = {name: conditional_escape(value) for name, value in words.items()}
    return mark_safe(conditional_escape(sentence) % escaped)  # noqa: S308  escaped part by part
