"""The frame of every page: the ways that always are, and those that editors add."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.choices import FooterColumn
from core.cache.caching import get_or_set
from ui.navigation import Editorial, Link, Navigation, default_navigation


def navigation_of(request: HttpRequest) -> Navigation:
    """The ways that always are, with the editors' pages in the foot."""
    user = getattr(request, "user", None)
    # Every page shows it and editors rarely change it: remembered until they do.
    key = editorial_key(get_language() or settings.LANGUAGE_CODE)
    return default_navigation(
        signed_in=bool(user and user.is_authenticated),
        editorial=get_or_set(key, lambda: _read_editorial(request), settings.CMS_LAYOUT_CACHE_TTL),
    )


def way_to_stories() -> tuple[Link, ...]:
    """The link above every destination, theme and browsing page."""
    return (Link(_("Stories"), reverse("travel_stories:story-list")),)


def editorial_key(language: str) -> str:
    """Under which name the frame of this language is remembered."""
    return f"cms.editorial.{language}"


def _read_editorial(request: HttpRequest) -> Editorial:
    """One read: the pages of the foot in this language."""
    column = Coalesce("contentpage__footer_column", "creditspage__footer_column", Value(""))
    pages = (
        Page.objects.live()
        .filter(locale__language_code=get_language())
        .annotate(column=column)
        .exclude(column="")
        .order_by("path")
    )
    columns: dict[str, list[Link]] = {column: [] for column in FooterColumn}
    for page in pages:
        columns[page.column].append(Link(page.title, page.get_url(request)))
    return Editorial(**{name: tuple(links) for name, links in columns.items()})
