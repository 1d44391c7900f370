"""What editors add to the frame of every page, and the way above their own pages."""

from __future__ import annotations

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.choices import FooterColumn
from ui.navigation import Editorial, Link


def read_editorial_links(request: HttpRequest) -> Editorial:
    """The pages of the foot in this language. One read."""
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


def way_to_stories() -> tuple[Link, ...]:
    """The link above every destination, theme and browsing page."""
    return (Link(_("Stories"), reverse("travel_stories:story-list")),)
