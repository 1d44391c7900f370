"""What search engines may find: every public offer and community, in both languages."""

from django.contrib.sitemaps import Sitemap

from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer


class OfferSitemap(Sitemap):
    """Public offers. Pausing one takes it out at once."""

    i18n = alternates = True
    limit = 1_000

    def items(self):
        columns = ("kind", "title", "public_id", "last_published_at")
        return Offer.objects.public().order_by("pk").only(*columns)

    def lastmod(self, offer):
        return offer.last_published_at


class CommunitySitemap(Sitemap):
    """Communities that welcome."""

    i18n = alternates = True

    def items(self):
        return Community.objects.public().order_by("pk")
