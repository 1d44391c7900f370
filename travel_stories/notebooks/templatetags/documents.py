"""Documents in the words of the page."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat

from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.models.documents import Document
from travel_stories.trip_decisions.templatetags.decisions import register


@register.filter
def paper_words(document: Document) -> str:
    """`PDF, 240 KB`."""
    return f"{Paper(document.paper).label}, {filesizeformat(document.weight)}"


@register.filter
def paper_icon(document: Document) -> str:
    return "image" if document.paper in {Paper.JPEG, Paper.PNG} else "download"
