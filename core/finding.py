"""What an address leads to: something, or a page that isn’t there."""

from django.http import Http404


def found_or_404[Found](found: Found | None) -> Found:
    """What a query found; nothing, and there is no such page."""
    if found is None:
        raise Http404
    return found
