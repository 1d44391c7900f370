"""By cause: who stands for it, what is offered for it, and which stories met them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.discovery.browse.entries import BrowseEntry
from cms.discovery.selectors.related_items import with_reason
from cms.discovery.selectors.sources import (
    NEWEST,
    few_communities,
    few_offers,
    few_places,
    newest_itineraries,
    newest_stories,
)
from cms.pages.choices import BrowseBy
from cms.pages.presenters.browse_links import entry_link
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause
from hosting.offers.choices.lists import Facet
from hosting.offers.models.offers import Offer
from search.query.addresses import search_url
from search.query.criteria import SearchCriteria
from ui.navigation import Link


def entries(request: HttpRequest, most: int) -> list[Link]:
    """In the order of the co-operative's own list. One read."""
    return [entry_link(one.name, BrowseBy.CAUSE, one.slug) for one in _alive()[:most]]


def keys(most: int) -> list[str]:
    """One read."""
    return list(_alive().values_list("slug", flat=True)[:most])


def _alive() -> QuerySet[Cause]:
    """Those that somebody stands for."""
    offered = Offer.causes.through.objects.filter(
        cause=OuterRef("pk"), offer__in=Offer.objects.public()
    )
    lived = Community.causes.through.objects.filter(
        cause=OuterRef("pk"), community__in=Community.objects.public()
    )
    return Cause.objects.filter(Q(Exists(offered)) | Q(Exists(lived)))


def opened(key: str) -> BrowseEntry | None:
    """Five reads for the items of the entry."""
    cause = Cause.objects.filter(slug=key).first()
    if cause is None:
        return None
    criteria = SearchCriteria(chosen={Facet.CAUSE: frozenset({cause.slug})})
    offers = Offer.objects.public().filter(causes=cause)
    stories = newest_stories(Q(offers__in=offers))
    places = few_places(Q(community__causes=cause))
    composed = newest_itineraries(Q(itinerary__community__causes=cause))
    return BrowseEntry(
        title=cause.name,
        items=[
            *with_reason(stories, _("about someone who supports this cause")),
            *with_reason(composed, _("created by people who support this cause")),
            *with_reason(places, _("described by people who support this cause")),
            *with_reason(
                few_communities(Q(causes=cause)), _("a community that supports this cause")
            ),
            *with_reason(few_offers(offers, *NEWEST), _("supports this cause")),
        ],
        more=(Link(_("All offers for this cause"), search_url(criteria)),),
    )
