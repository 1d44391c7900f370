"""Whether a button for a PDF has anything behind it."""

from __future__ import annotations

from django import template

from core.files.pdf import can_make_pdf

register = template.Library()


@register.simple_tag
def pdf_can_be_made() -> bool:
    return can_make_pdf()
