"""Where editorial pages stand: remembered until an editor changes one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.pages.models.languages import TREE


def site_of(request: HttpRequest) -> Site | None:
    """Editors have one or two of them. Wagtail finds it at the request from now on."""
    found: Site | None = _kept(f"site.{request.get_host()}", lambda: Site.find_for_request(request))
    request._wagtail_site = found  # type: ignore[attr-defined]
    return found


def page_at(site: Site, language: str, path: str) -> RouteResult | None:
    """The published page under an address. None of ours finds its own way below itself, so one read
    does for any depth, with its language and photograph.
    """
    home = _kept(f"home.{site.pk}.{language}", lambda: _home_of(site, language))
    steps = "".join(f"{step}/" for step in path.split("/") if step)
    kind: Any = _kept(f"kind.{home}{steps}", lambda: _kind_at(f"{home}{steps}"))
    if kind is None:
        return None
    # Published pages of one type with what every template of them reads.
    names = {field.name for field in kind._meta.fields}
    together = [name for name in ("locale", "photo") if name in names]
    pages: QuerySet[Page] = kind._default_manager.live().select_related(*together)
    found = pages.filter(url_path=f"{home}{steps}").order_by("path").first()
    return RouteResult(found) if found else None


def _kept[Answer](what: str, read: Callable[[], Answer]) -> Answer:
    return TREE.get_or_set(what, read, settings.CMS_LAYOUT_CACHE_TTL)


def _kind_at(path: str) -> type[Page] | None:
    """A page keeps its kind for as long as it lives."""
    found = Page.objects.live().filter(url_path=path).order_by("path").first()
    return found.specific_class if found else None


def _home_of(site: Site, language: str) -> str:
    """The path of the home page in this language; where there is none, that of the first one."""
    homes = site.root_page.get_translations(inclusive=True).live()
    home_in_language = homes.filter(locale__language_code=language).first()
    return str((home_in_language or site.root_page).url_path)
