"""Reads for dynamic blocks: the newest offers and stories, and who hosts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from wagtail.blocks import StructValue
from wagtail.models import Page

from cms.blocks.selectors.cached_aggregates import are_all_visible, cached_aggregate
from core.values.geo import Box
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Interest
from hosting.offers.choices.lists import Facet
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from hosting.public_pages.presenters.community_pages import people_who_welcome
from hosting.public_pages.presenters.hosts import HostSummary
from search.query.addresses import search_url
from search.query.criteria import SearchCriteria
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.presenters.lists import AROUND, StoryCard, stories_around, story_cards

PEOPLE = 12  # the page of the community has them all


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; nothing is as good as anything."""

    communities: tuple[Community, ...] = ()
    interests: tuple[Interest, ...] = ()
    kind: str = ""

    def offers(self) -> OfferQuerySet:
        found = Offer.objects.public()
        if self.communities:
            found = found.filter(community__in=self.communities)
        if self.interests:
            shared = Offer.interests.through.objects.filter(interest__in=self.interests)
            found = found.filter(pk__in=shared.values("offer"))
        return found.filter(kind=self.kind) if self.kind else found

    @property
    def criteria(self) -> SearchCriteria:
        """The same question to the list of all offers."""
        chosen = {
            Facet.COMMUNITY: frozenset(one.public_id for one in self.communities),
            Facet.INTEREST: frozenset(one.slug for one in self.interests),
            Facet.KIND: frozenset({self.kind} if self.kind else ()),
        }
        return SearchCriteria(chosen=chosen)


@dataclass(frozen=True, slots=True)
class OffersAnswered:
    """Cards, and where all of them are listed."""

    cards: list[OfferCard]
    url: str


def offers_asked_by(block: StructValue, page: Page | None) -> OffersAnswered:
    """A block that names no community means those of its page."""
    community = block.get("community")
    interest = block.get("interest")
    asked = Asked(
        communities=(community,) if community else communities_of(page),
        interests=(interest,) if interest else (),
        kind=block.get("kind") or "",
    )
    offers, url = asked.offers(), search_url(asked.criteria)
    newest = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    pks = newest.values_list("pk", flat=True)[: block["count"]]
    cards = cached_aggregate(
        f"{url} cards {block['count']}", lambda: cards_by_key(pks, among=offers)
    )
    if not are_all_visible(cards, offers):
        cards = cards_by_key(pks, among=offers)
    return OffersAnswered(list(cards.values()), url)


def stories_asked_by(block: StructValue, page: Page | None) -> list[StoryCard]:
    """A block that names neither place nor interest means around the communities of its page."""
    place, interest, count = block.get("place"), block.get("interest"), block["count"]
    page_communities = communities_of(page)
    if not place and not interest and page_communities:
        return stories_around([one.locality.point for one in page_communities])[:count]
    listings = StoryListing.objects.all()
    if place:
        listings = listings.around(Box.around(place.point, metres=AROUND))
    if interest:
        listings = listings.filter(themes=interest)
    return story_cards(listings.newest()[:count])


def people_of(community: Community | None) -> list[HostSummary]:
    """Those of a public community alone."""
    if not community or not community.is_public:
        return []
    return people_who_welcome(community)[:PEOPLE]


def communities_of(page: Page | None) -> tuple[Community, ...]:
    """Who tells this page. Most pages are told by the co-operative."""
    return tuple(getattr(page, "tellers", ()))
