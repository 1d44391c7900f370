"""Shortcuts of views."""

from django.http import Http404


def get_or_404[Object](obj: Object | None) -> Object:
    """What a query found; nothing, and there is no such page."""
    if obj is None:
        raise Http404
    return obj
