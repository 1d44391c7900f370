"""By interest: what tells of it, and what one can do with others who like it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.discovery.browse.entries import BrowseEntry
from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem, with_reason
from cms.discovery.selectors.sources import (
    FEW,
    NEWEST,
    few_offers,
    newest_itineraries,
    newest_stories,
)
from cms.pages.choices import BrowseBy
from cms.pages.models import ThemePage
from cms.pages.presenters.browse_links import entry_link
from hosting.communities.models.terms import Interest
from hosting.offers.choices.lists import Facet
from hosting.offers.models.offers import Offer
from search.query.addresses import search_url
from search.query.criteria import SearchCriteria
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.stories.models.listings import StoryListing
from ui.navigation import Link


def entries(request: HttpRequest, most: int) -> list[Link]:
    """In the order of the co-operative's own list. One read."""
    return [entry_link(one.name, BrowseBy.INTEREST, one.slug) for one in _alive()[:most]]


def keys(most: int) -> list[str]:
    """One read."""
    return list(_alive().values_list("slug", flat=True)[:most])


def _alive() -> QuerySet[Interest]:
    """Those that something public has."""
    offered = Offer.interests.through.objects.filter(
        interest=OuterRef("pk"), offer__in=Offer.objects.public()
    )
    themed = StoryListing.themes.through.objects.filter(interest=OuterRef("pk"))
    composed = ItineraryEdition.themes.through.objects.filter(
        interest=OuterRef("pk"), itineraryedition__in=ItineraryEdition.objects.public()
    )
    public = Q(Exists(themed)) | Q(Exists(composed)) | Q(Exists(offered))
    return Interest.objects.filter(public)


def opened(key: str) -> BrowseEntry | None:
    """Four reads for the items of the entry."""
    interest = Interest.objects.filter(slug=key).first()
    if interest is None:
        return None
    criteria = SearchCriteria(chosen={Facet.INTEREST: frozenset({interest.slug})})
    stories = reverse("travel_stories:story-list", query={"theme": interest.slug})
    offers = Offer.objects.public().filter(interests=interest)
    # Pages of editors in the language of the page.
    pages = ThemePage.objects.live().filter(
        interests=interest, locale__language_code=get_language()
    )
    keys = pages.order_by("path").values_list("pk", flat=True)[:FEW]
    return BrowseEntry(
        title=interest.name,
        items=[
            *with_reason(newest_stories(Q(themes=interest)), _("about this interest")),
            *with_reason(newest_itineraries(Q(themes=interest)), _("created around this interest")),
            *with_reason(
                [RelatedItem(Noun.THEME, key, Noun.PLACE) for key in keys],
                _("all about this interest"),
            ),
            *with_reason(few_offers(offers, *NEWEST), _("for people with this interest")),
        ],
        more=(
            Link(_("All offers for this interest"), search_url(criteria)),
            Link(_("All stories about this interest"), stories),
        ),
    )
