"""New stories for programs that follow: RSS and Atom."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from core.http.feeds import Atom, Rss
from travel_stories.stories.models.listings import StoryListing

MOST = 30


class Stories(Feed):
    """The newest, with title, lede and authors."""

    def title(self):
        return _("Hirondelle stories")

    def description(self):
        return _(
            "Trips told by the people who took them, and places described by "
            "the people who live there."
        )

    def link(self):
        return reverse("travel_stories:story-list")

    def items(self):
        return StoryListing.objects.newest().select_related("story")[:MOST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lede

    def item_link(self, item):
        return item.story.get_absolute_url()

    def item_guid(self, item):
        return f"urn:hirondelle:story:{item.story.public_id}"

    item_guid_is_permalink = False

    def item_author_name(self, item):
        return item.credits or None

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at

    def item_copyright(self, item):
        return item.story.get_licence_display()


class StoriesRss(Stories):
    """As RSS 2.0."""

    feed_type = Rss


class StoriesAtom(Stories):
    """As Atom (RFC 4287)."""

    feed_type = Atom

    def subtitle(self):
        return self.description()
