"""What search engines may find of editorial pages, and of the ways into stories and offers."""

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from cms.discovery.presenters.browse_pages import indexable_browse_urls


class PageSitemap(Sitemap):
    """In every language: Wagtail's own stays below the root of the site, which speaks one."""

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = root.base_page_model.objects.live().public()
        found = pages.none()
        for one in root.get_translations(inclusive=True):
            found |= pages.descendant_of(one, inclusive=True)
        return found.order_by("path").defer_streamfields().specific()


class BrowseSitemap(DjangoSitemap):
    """By place, cause, interest and season; a person is found by what they signed."""

    i18n = alternates = True

    def items(self):
        return indexable_browse_urls()

    def location(self, item):
        if item.key:
            return reverse("cms:way-in-entry", kwargs={"way": item.way, "key": item.key})
        return reverse("cms:way-in", kwargs={"way": item.way})
