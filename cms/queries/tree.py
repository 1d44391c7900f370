"""Where editorial pages stand: remembered until an editor changes one of them."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.models.languages import TREE


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
    found = Page.objects.live().filter(url_path=f"{home}{steps}").first()
    return RouteResult(_whole(found)) if found else None


def _home_of(site: Site, language: str) -> str:
    """The path of the home page in this language; where there is none, that of the first one."""
    homes = site.root_page.get_translations(inclusive=True).live()
    told = homes.filter(locale__language_code=language).first()
    return str((told or site.root_page).url_path)


def _whole(page: Page) -> Page:
    kind = page.specific_class
    names = {field.name for field in kind._meta.fields}
    together = [name for name in ("locale", "photo") if name in names]
    whole: Page = kind._default_manager.select_related(*together).get(pk=page.pk)
    return whole
