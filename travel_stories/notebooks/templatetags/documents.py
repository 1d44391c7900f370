"""Documents in the words of the page."""

from __future__ import annotations

from core.text.formatting import format_file_size
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.models.documents import Document
from travel_stories.trip_decisions.templatetags.decisions import register


@register.filter
def paper_words(document: Document) -> str:
    """`PDF, 240 kB`."""
    return f"{Paper(document.paper).label}, {format_file_size(document.weight)}"


@register.filter
def paper_icon(document: Document) -> str:
    return "image" if document.paper in {Paper.JPEG, Paper.PNG} else "download"
