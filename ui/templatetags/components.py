"""Tags for components. Built in (`config/settings/base.py`): no page loads them."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def constant(name: str, **given: Any) -> SafeString:
    """Render a component that is the same on every page once for each language."""
    return render_constant(name, get_language(), tuple(given.items()))


@lru_cache(maxsize=500)
def render_constant(
    name: str, _language: str | None, given: tuple[tuple[str, Any], ...]
) -> SafeString:
    """Kept from page to page; what editors or the site changed falls out in time."""
    return render_to_string(name, dict(given))
