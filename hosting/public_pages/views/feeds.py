"""What follows us: new offers and communities as RSS and Atom, sessions as a calendar."""

from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http.feeds import Atom, Rss
from core.http.shortcuts import get_or_404
from hosting.calendars.schemas import public_sessions, serialize_sessions
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer

MOST = 30
WORDS = 80
MOST_SESSIONS = 500


class Offers(Feed):
    """The newest of all, or of one community."""

    def get_object(self, request, public_id=None):
        if public_id is None:
            return None
        return get_object_or_404(Community.objects.public(), public_id=public_id)

    def title(self, community):
        return community.name if community else _("Offers on Hirondelle")

    def description(self, community):
        if community:
            return community.summary
        return _("Places to stay, outings, local products and tips, each in its host’s own words.")

    subtitle = description

    def link(self, community):
        return community.get_absolute_url() if community else reverse("search:offer-list")

    def items(self, community):
        offers = Offer.objects.public().select_related("community", "place__locality")
        if community:
            offers = offers.filter(community=community)
        return offers.filter(first_published_at__isnull=False).order_by(
            "-first_published_at", "-pk"
        )[:MOST]

    def item_title(self, offer):
        return f"{offer.title}, {offer.place.locality.name}" if offer.place else offer.title

    def item_description(self, offer):
        return Truncator(offer.words).words(WORDS, truncate=" …")

    def item_extra_kwargs(self, offer):
        return {"written_in": offer.language}

    def item_guid(self, offer):
        return f"urn:hirondelle:offer:{offer.public_id}"

    item_guid_is_permalink = False

    def item_author_name(self, offer):
        return offer.community.name

    def item_categories(self, offer):
        return [str(offer.get_kind_display())]

    def item_pubdate(self, offer):
        return offer.first_published_at

    def item_updateddate(self, offer):
        return offer.last_published_at


class Communities(Feed):
    """The newest that welcome."""

    def title(self):
        return _("Hirondelle communities")

    def description(self):
        return _(
            "Hosts who know each other, welcome new members and tell the story of where they live."
        )

    subtitle = description

    def link(self):
        return reverse("hosting:community-list")

    def items(self):
        return Community.objects.public().order_by("-created_at", "-pk")[:MOST]

    def item_title(self, community):
        return community.name

    def item_description(self, community):
        return community.summary

    def item_extra_kwargs(self, community):
        return {"written_in": community.summary_language}

    def item_guid(self, community):
        return f"urn:hirondelle:community:{community.public_id}"

    item_guid_is_permalink = False

    def item_author_name(self, community):
        return community.name

    def item_pubdate(self, community):
        return community.created_at

    item_updateddate = item_pubdate


class OffersAtom(Offers):
    """As Atom (RFC 4287)."""

    feed_type = Atom


class OffersRss(Offers):
    """As RSS 2.0."""

    feed_type = Rss


class CommunitiesAtom(Communities):
    """As Atom (RFC 4287)."""

    feed_type = Atom


class CommunitiesRss(Communities):
    """As RSS 2.0."""

    feed_type = Rss


@require_safe
def sessions_of_offer(request, public_id):
    """Dates to come of one activity."""
    offers = Offer.objects.public().filter(public_id=public_id, kind=OfferKind.ACTIVITY)
    offer = get_or_404(offers.first())
    return _calendar(offers, name=offer.title, file=offer.address)


@require_safe
def sessions_of_community(request, public_id):
    """Dates to come of all activities of a community."""
    community = get_object_or_404(Community.objects.public(), public_id=public_id)
    offers = Offer.objects.public().filter(community=community)
    return _calendar(offers, name=community.name, file=community.address)


def _calendar(offers, *, name, file):
    from hosting.calendars.exports import calendar_of_sessions  # noqa: PLC0415  5 MiB

    sessions = public_sessions(offers).order_by("starts_at", "pk")[:MOST_SESSIONS]
    content = calendar_of_sessions(serialize_sessions(sessions), name=name)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response
