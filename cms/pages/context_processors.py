"""The navigation of every page, with the links that editors add."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.pages.presenters.navigation import navigation_of


def editorial_navigation(request: HttpRequest) -> dict[str, object]:
    """Replaces `navigation` of `ui.context_processors`; built only by pages that show it."""
    return {"navigation": SimpleLazyObject(lambda: navigation_of(request))}
