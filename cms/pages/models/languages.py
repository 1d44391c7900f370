"""What every editorial page knows: where it stands in the other language."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from cms.pages.models.changes_panel import ChangesPanel
from cms.pages.models.page_form import EditedPageForm
from core.cache.caching import CacheNamespace

TREE: Final = CacheNamespace("cms.tree")
"""What pages were asked about each other, until an editor changes one of them."""


class TranslatedPage(Page):
    """A page whose switch of language lands on its own translation."""

    base_form_class = EditedPageForm
    content_panels: ClassVar = [ChangesPanel(heading=_("What changed")), *Page.content_panels]

    class Meta:
        abstract = True

    @property
    def in_short(self) -> str:
        """For search engines and cards: what an editor wrote for them, else how the page begins."""
        return self.search_description or getattr(self, "lead", "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown_language = self.locale.language_code
        is_elsewhere = shown_language != get_language()
        return context | {
            "alternates": self.addresses(request),
            "shown_language": shown_language if is_elsewhere else "",
        }

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """With the same page in every language that it is published in. One read.

        Under the name that the site was asked by, like all else in the sitemap: nobody has to
        repeat it in Wagtail's own settings.
        """
        (entry,) = super().get_sitemap_urls(request)
        pages = self.get_translations(inclusive=True).live().select_related("locale")
        entry["location"] = _absolute(self, request)
        entry["alternates"] = [
            {"location": _absolute(page, request), "lang_code": page.locale.language_code}
            for page in pages
        ]
        return [entry]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Mostly there is none in the whole tree: one read says so, where Wagtail takes two."""
        found: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        if PageViewRestriction.objects.exists():
            found = super().get_view_restrictions()
        return found

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """`{"fr": "/fr/recits/", "en": "/en/stories/"}`, as far as they are published."""
        what = f"addresses.{self.pk}.{request.get_host()}"
        return TREE.get_or_set(
            what, lambda: self._read_addresses(request), settings.CMS_LAYOUT_CACHE_TTL
        )

    def _read_addresses(self, request: HttpRequest) -> dict[str, str]:
        translations = self.get_translations(inclusive=True).live().select_related("locale")
        return {page.locale.language_code: page.get_url(request) for page in translations}


def _absolute(page: Page, request: HttpRequest | None) -> str:
    url = str(page.get_url(request))
    return request.build_absolute_uri(url) if request else url
