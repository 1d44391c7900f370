"""Portraits in templates."""

from typing import Any

from django import template

from commons.profiles.selectors import face_url

register = template.Library()


@register.filter
def face(row: Any) -> str:
    """Address of the portrait that `face_subquery` annotated as `face`; empty without one."""
    return face_url(getattr(row, "face", None))
