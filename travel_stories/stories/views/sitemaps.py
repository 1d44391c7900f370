"""What search engines may find of stories."""

from django.contrib.sitemaps import Sitemap

from travel_stories.stories.models.listings import StoryListing


class StorySitemap(Sitemap):
    """Whatever is public; a story that is withdrawn leaves at once."""

    i18n = alternates = True
    limit = 1_000

    def items(self):
        return StoryListing.objects.select_related("story").order_by("pk")

    def lastmod(self, listing):
        return listing.updated_at

    def location(self, listing):
        return listing.story.get_absolute_url()
