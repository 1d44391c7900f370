"""What search engines may find of editorial pages."""

from wagtail.contrib.sitemaps import Sitemap


class PageSitemap(Sitemap):
    """In every language: Wagtail's own stays below the root of the site, which speaks one."""

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = root.base_page_model.objects.live().public()
        found = pages.none()
        for one in root.get_translations(inclusive=True):
            found |= pages.descendant_of(one, inclusive=True)
        return found.order_by("path").defer_streamfields().specific()
