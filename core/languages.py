"""The two languages in which our own lists are kept."""

from django.utils.translation import get_language


def page_language() -> str:
    """That of the address one stands at, or of whoever a mail goes to."""
    return "fr" if (get_language() or "").startswith("fr") else "en"
