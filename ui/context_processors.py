"""What every page of the frame needs: the theme chosen by hand, and where the frame leads."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ui.navigation import Navigation, default_navigation, editorial_links

THEMES = frozenset({"light", "dark"})


def layout_context(request: HttpRequest) -> dict[str, Any]:
    """The navigation is only built by a page that shows it."""

    def navigation() -> Navigation:
        user = getattr(request, "user", None)
        return default_navigation(
            signed_in=bool(user and user.is_authenticated), editorial=editorial_links(request)
        )

    return {"theme": chosen_theme(request), "navigation": SimpleLazyObject(navigation)}


def chosen_theme(request: HttpRequest) -> str:
    """`light` or `dark` as this browser chose; nothing where the system decides."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""
