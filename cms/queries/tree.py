"""Where editorial pages stand: remembered until an editor changes one of them."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.models.languages import TREE
from core.questions import Key, Question


def site_of(request: HttpRequest) -> Site | None:
    """Editors have one or two of them. Wagtail finds it at the request from now on."""
    found: Site | None = TREE.remembered(
        f"site.{request.get_host()}",
        lambda: Site.find_for_request(request),
        settings.CMS_FRAME_REMEMBERED_FOR,
    )
    request._wagtail_site = found  # type: ignore[attr-defined]
    return found


def page_at(site: Site, language: str, path: str) -> RouteResult | None:
    """The published page under an address. None of ours finds its own way below itself, so one read
    does for any depth; a second one brings what its kind holds, with its language and photograph.
    """
    home = TREE.remembered(
        f"home.{site.pk}.{language}",
        lambda: _home_of(site, language),
        settings.CMS_FRAME_REMEMBERED_FOR,
    )
    steps = "".join(f"{step}/" for step in path.split("/") if step)
    found = next(iter(_pages_at().ask(path=f"{home}{steps}")), None)
    return RouteResult(_whole(found)) if found else None


@cache
def _pages_at() -> Question[Page]:
    """Each visit of an editorial page asks this."""
    return Question(Page.objects.live().filter(url_path=Key("path")).order_by("path")[:1])


def _home_of(site: Site, language: str) -> str:
    """The path of the home page in this language; where there is none, that of the first one."""
    homes = site.root_page.get_translations(inclusive=True).live()
    told = homes.filter(locale__language_code=language).first()
    return str((told or site.root_page).url_path)


def _whole(page: Page) -> Page:
    (whole,) = _wholes_of(page.specific_class).ask(pk=page.pk)
    return whole


@cache
def _wholes_of(kind: type[Page]) -> Question[Page]:
    names = {field.name for field in kind._meta.fields}
    together = [name for name in ("locale", "photo") if name in names]
    pages = kind._default_manager.select_related(*together)
    return Question(pages.filter(pk=Key("pk")).order_by("pk"))
