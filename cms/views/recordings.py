"""What editors recorded, and what search engines may find of their pages."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap

from cms.models import Recording
from travel_stories.views.sounds import sound_answer


@require_safe
@cache_control(public=True, max_age=3_600)
def recording(request, public_id):
    found = get_object_or_404(Recording, public_id=public_id)
    return sound_answer(request, found)


class PageSitemap(Sitemap):
    """In every language: Wagtail's own stays below the root of the site, which speaks one."""

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = root.base_page_model.objects.live().public()
        found = pages.none()
        for one in root.get_translations(inclusive=True):
            found |= pages.descendant_of(one, inclusive=True)
        return found.order_by("path").defer_streamfields().specific()
