"""The index of stories: what was told, where, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commons.accounts.panels import Panel
from commons.geography.models import Locality
from commons.media.models import Rendition, RenditionInfo
from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from core.db.queryset_pool import QuerySetPool
from core.values.geo import Box, Point
from core.values.pictures import Picture
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.page_extensions import register_offer_panels
from search.results.registries import MapLayer, register_map_layer
from travel_stories.stories.choices import Season
from travel_stories.stories.models.listings import (
    StoryListing,
    StoryListingPlace,
    passes_through,
)
from travel_stories.stories.presenters.filtered_lists import FilteredList, filtered_list
from travel_stories.stories.selectors.authors import (
    CreditedAuthor,
    authors_subquery,
    parse_authors,
)
from travel_stories.trips.choices import TripKind
from ui.maps import Spot

AROUND: Final = 30_000.0  # metres
MOST_ON_MAP: Final = 300
A_TOWN: Final = 2_000.0  # metres
BESIDE: Final = 3  # cards on the page of something else
SIZE: Final = ("width", "height", "file", "filter_spec")
SHOWN: Final = (
    *("title", "lede", "language", "season", "travelled_as", "credits", "minutes"),
    *("story__public_id", "story__slug", "story__title"),
    *(f"cover__{name}" for name in ("file", "width", "height", "description", "credit", "licence")),
    *("cover__focal_point_x", "cover__focal_point_y"),
)


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What `stories/parts/story_card.html` shows."""

    title: str
    url: str
    words: str
    lang: str
    kicker: str
    line: str
    picture: Picture | None
    art: str = "story"  # drawn where there is no picture
    authors: tuple[CreditedAuthor, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What somebody looks for; nothing is as good as anything."""

    place: Locality | None = None
    season: str = ""
    theme: Interest | None = None
    travelled_as: str = ""

    def pairs(self) -> dict[str, str]:
        """As they stand in an address."""
        values = {
            "place": self.place.label if self.place else "",
            "season": self.season,
            "theme": self.theme.slug if self.theme else "",
            "with": self.travelled_as,
        }
        return {name: value for name, value in values.items() if value}


def story_list(wishes: StoryFilter, page: str | None) -> FilteredList[StoryCard]:
    """One page, the newest first."""
    labels = {
        "place": _("near %(place)s") % {"place": wishes.place.name} if wishes.place else "",
        "season": str(Season(wishes.season).label) if wishes.season else "",
        "theme": wishes.theme.name if wishes.theme else "",
        "with": str(TripKind(wishes.travelled_as).label) if wishes.travelled_as else "",
    }
    listings = StoryListing.objects.all()
    if wishes.place:
        listings = listings.around(Box.around(wishes.place.point, metres=AROUND))
    if wishes.season:
        listings = listings.filter(season=wishes.season)
    if wishes.theme:
        listings = listings.filter(themes=wishes.theme)
    if wishes.travelled_as:
        listings = listings.filter(travelled_as=wishes.travelled_as)
    rows = listings.newest()
    return filtered_list(rows, wishes, page, cards=story_cards, labels=labels)


def story_cards(listings: QuerySet[StoryListing]) -> list[StoryCard]:
    """One read, however many there are."""
    return _cards(_as_cards(listings))


def _as_cards(listings: QuerySet[StoryListing]) -> QuerySet[StoryListing]:
    return listings.select_related("story", "cover").only(*SHOWN).annotate(**_card_annotations())


LISTINGS_AS_CARDS = QuerySetPool(lambda: _as_cards(StoryListing.objects.all()))


@cache  # expressions hold no rows: each query that they are put into copies them
def _card_annotations() -> Mapping[str, Subquery]:
    first = StoryListingPlace.objects.filter(listing=OuterRef("pk"), rank=0)
    sizes = Rendition.objects.filter(image=OuterRef("cover"))
    return {
        "begins_at": Subquery(first.values("locality__name")[:1]),
        "sizes_json": json_rows_subquery(sizes, columns=SIZE),
        "authors_json": authors_subquery("story"),
    }


def lead_first(cards: Sequence[StoryCard]) -> list[StoryCard]:
    """The newest with a picture, written in the language of the page if one is, then the others."""
    language = get_language()
    pictured = [card for card in cards if card.picture]
    own = [card for card in pictured if card.lang == language]
    lead = next(iter(own or pictured), None)
    return [lead, *(card for card in cards if card is not lead)] if lead else list(cards)


def cards_by_story(pks: Iterable[int]) -> dict[int, StoryCard]:
    """Under the keys of their stories, as far as these are public."""
    listings = list(_as_cards(StoryListing.objects.filter(story__in=list(pks))))
    return {listing.story_id: _card(listing) for listing in listings}


def newest_stories(count: int) -> list[StoryCard]:
    return _cards(_as_cards(StoryListing.objects.newest()[:count]))


def stories_around(points: Iterable[Point]) -> list[StoryCard]:
    """What was told within half an hour's ride of these."""
    boxes = [Box.around(point, metres=AROUND) for point in points]
    if not boxes:
        return []
    near = reduce(or_, (StoryListing.objects.around(box) for box in boxes))
    return story_cards(near.newest()[:BESIDE])


def stories_of_offer(offer: Offer) -> Iterable[Panel]:
    """What tells of this very offer comes first, then what was told near its public point."""
    through = StoryListing.offers.through.objects
    passes_offer = Exists(through.filter(storylisting=OuterRef("pk"), offer=offer))
    fitting = Q(passes_offer=True)
    if offer.place is not None:
        fitting |= Q(passes_through(Box.around(offer.place.public_point, metres=AROUND)))
    with LISTINGS_AS_CARDS.lend() as listings:
        near = listings.alias(passes_offer=passes_offer).filter(fitting)
        cards = _cards(near.order_by(F("passes_offer").desc(), "-published_at", "-pk")[:BESIDE])
    if cards:
        yield Panel(
            title=_("Stories from here"),
            template="stories/parts/beside_offer.html",
            rows=cards,
            url=reverse("travel_stories:story-list"),
            more=_("All stories"),
        )


def themes_of_stories() -> QuerySet[Interest]:
    """Those that a public story has."""
    theme_ids = StoryListing.themes.through.objects.values("interest")
    return Interest.objects.filter(pk__in=theme_ids)


def _cards(listings: Iterable[StoryListing]) -> list[StoryCard]:
    return [_card(listing) for listing in listings]


def _card(listing: StoryListing) -> StoryCard:
    begins_at: str | None = getattr(listing, "begins_at", None)
    season = str(Season(listing.season).label).lower() if listing.season else ""
    party = str(TripKind(listing.travelled_as).label) if listing.travelled_as else ""
    minutes = ngettext("%(n)s minute", "%(n)s minutes", listing.minutes) % {"n": listing.minutes}
    return StoryCard(
        title=listing.title,
        url=listing.story.get_absolute_url(),
        words=listing.lede,
        lang=listing.language,
        kicker=", ".join(part for part in (begins_at, season) if part),
        line=" · ".join(part for part in (listing.credits, minutes, party) if part),
        picture=_cover(listing),
        authors=parse_authors(getattr(listing, "authors_json", None), credits=listing.credits),
    )


def _cover(listing: StoryListing) -> Picture | None:
    if listing.cover is None:
        return None
    address = Rendition.file.field.storage.url
    sizes: JSONRowsColumn = getattr(listing, "sizes_json", None)
    return listing.cover.picture_in(
        RenditionInfo(address(file), width, height, spec)
        for width, height, file, spec in sizes or ()
    )


register_offer_panels(stories_of_offer)


def story_spots() -> list[Spot]:
    """Where the newest stories begin. One read."""
    firsts = StoryListingPlace.objects.filter(rank=0).select_related("listing__story", "locality")
    return [
        Spot(
            place.point,
            f"{place.listing.title}, {place.locality.name}",
            place.listing.story.get_absolute_url(),
            letter=place.locality.name[:1],
            kind="story",
            key=place.listing.story.public_id,
            metres=A_TOWN,
        )
        for place in firsts.order_by("-listing__published_at", "-pk")[:MOST_ON_MAP]
    ]


register_map_layer(
    MapLayer(
        "story", gettext_lazy("Stories"), "travel_stories:story-map", "travel_stories:story-list"
    )
)
