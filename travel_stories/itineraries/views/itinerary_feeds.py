"""New itineraries for programs that follow, and what search engines may find of them."""

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from core.http.feeds import Atom, Rss
from travel_stories.itineraries.models.editions import ItineraryEdition

MOST = 30


class Itineraries(Feed):
    """The newest, with where they lead and who composed them."""

    def title(self):
        return _("Hirondelle itineraries")

    def description(self):
        return _("Routes from door to door, put together by the people who live along them.")

    def link(self):
        return reverse("travel_stories:itinerary-list")

    def items(self):
        editions = ItineraryEdition.objects.public().newest()
        return editions.select_related("itinerary__community")[:MOST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.summary

    def item_extra_kwargs(self, item):
        return {"written_in": item.language}

    def item_link(self, item):
        return item.itinerary.get_absolute_url()

    def item_guid(self, item):
        return f"urn:hirondelle:itinerary:{item.itinerary.public_id}"

    item_guid_is_permalink = False

    def item_author_name(self, item):
        return item.itinerary.community.name

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at

    def item_copyright(self, item):
        return item.get_licence_display()


class ItinerariesRss(Itineraries):
    """As RSS 2.0."""

    feed_type = Rss


class ItinerariesAtom(Itineraries):
    """As Atom (RFC 4287)."""

    feed_type = Atom

    def subtitle(self):
        return self.description()


class ItinerarySitemap(Sitemap):
    """Whatever is public; what is withdrawn leaves at once."""

    i18n = alternates = True
    limit = 1_000

    def items(self):
        return ItineraryEdition.objects.public().select_related("itinerary").order_by("pk")

    def lastmod(self, edition):
        return edition.updated_at

    def location(self, edition):
        return edition.itinerary.get_absolute_url()
