"""The index of stories: what was told, where, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.geography.models import Locality
from commons.media.models import Photo
from core.geo import Box, Point
from core.pictures import Picture
from hosting.models import Interest
from travel_stories.enums import Season, TripKind
from travel_stories.models import Shelf, ShelfPlace

A_PAGE: Final = 12
AROUND: Final = 30_000.0  # metres
BESIDE: Final = 3  # cards on the page of something else


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What `travel_stories/parts/story_card.html` shows."""

    title: str
    url: str
    words: str
    lang: str
    kicker: str
    line: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class StoryWishes:
    """What somebody looks for; nothing is as good as anything."""

    place: Locality | None = None
    season: str = ""
    theme: Interest | None = None
    travelled_as: str = ""

    @property
    def is_any(self) -> bool:
        return not (self.place or self.season or self.theme or self.travelled_as)

    def pairs(self) -> dict[str, str]:
        """As they stand in an address."""
        told = {
            "place": self.place.label if self.place else "",
            "season": self.season,
            "theme": self.theme.slug if self.theme else "",
            "with": self.travelled_as,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Chip:
    """A wish that stands, and the way to do without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class StoryList:
    cards: list[StoryCard]
    page: Page[Any]
    chips: list[Chip]
    wishes: StoryWishes

    @property
    def before_url(self) -> str:
        return self._url(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after_url(self) -> str:
        return self._url(self.page.next_page_number()) if self.page.has_next() else ""

    def _url(self, number: int) -> str:
        return "?" + urlencode(self.wishes.pairs() | {"page": str(number)})


def story_list(wishes: StoryWishes, page: str | None) -> StoryList:
    """One page, the newest first."""
    shelves = _fitting(wishes).newest()
    here = Paginator(shelves, A_PAGE).get_page(page)
    first = here.start_index() - 1 if here else 0
    return StoryList(
        cards=story_cards(shelves[first : first + A_PAGE]),
        page=here,
        chips=_chips(wishes),
        wishes=wishes,
    )


def story_cards(shelves: QuerySet[Shelf]) -> list[StoryCard]:
    """Five reads, however many there are."""
    places = ShelfPlace.objects.filter(rank=0).select_related("locality")
    rows = shelves.select_related("story").prefetch_related(
        Prefetch("places", queryset=places, to_attr="first_places"),
        Prefetch("cover", queryset=Photo.objects.with_renditions()),
    )
    return [_card(shelf) for shelf in rows]


def newest_stories(count: int) -> list[StoryCard]:
    return story_cards(Shelf.objects.newest()[:count])


def stories_around(points: Iterable[Point], *, offer: int | None = None) -> list[StoryCard]:
    """What was told within half an hour's ride, what tells of this very offer first."""
    found: list[int] = []
    if offer is not None:
        found = list(Shelf.objects.filter(offers=offer).newest().values_list("pk", flat=True))
    for point in points:
        if len(found) >= BESIDE:
            break
        near = Shelf.objects.around(Box.around(point, metres=AROUND)).exclude(pk__in=found)
        found += near.newest().values_list("pk", flat=True)[:BESIDE]
    return story_cards(Shelf.objects.filter(pk__in=found[:BESIDE]).newest()) if found else []


def themes_told() -> QuerySet[Interest]:
    """Those that a public story has."""
    told = Shelf.themes.through.objects.values("interest")
    return Interest.objects.filter(pk__in=told)


def _fitting(wishes: StoryWishes) -> Any:
    shelves = Shelf.objects.all()
    if wishes.place:
        shelves = shelves.around(Box.around(wishes.place.point, metres=AROUND))
    if wishes.season:
        shelves = shelves.filter(season=wishes.season)
    if wishes.theme:
        shelves = shelves.filter(themes=wishes.theme)
    if wishes.travelled_as:
        shelves = shelves.filter(travelled_as=wishes.travelled_as)
    return shelves


def _chips(wishes: StoryWishes) -> list[Chip]:
    labels = {
        "place": wishes.place and _("around %(place)s") % {"place": wishes.place.name},
        "season": wishes.season and str(Season(wishes.season).label),
        "theme": wishes.theme and wishes.theme.name,
        "with": wishes.travelled_as and str(TripKind(wishes.travelled_as).label),
    }
    pairs = wishes.pairs()
    return [
        Chip(label, "?" + urlencode({key: pairs[key] for key in pairs if key != name}))
        for name, label in labels.items()
        if label
    ]


def _card(shelf: Shelf) -> StoryCard:
    first = next(iter(getattr(shelf, "first_places", ())), None)
    season = str(Season(shelf.season).label) if shelf.season else ""
    party = str(TripKind(shelf.travelled_as).label) if shelf.travelled_as else ""
    minutes = ngettext("%(n)s minute", "%(n)s minutes", shelf.minutes) % {"n": shelf.minutes}
    return StoryCard(
        title=shelf.title,
        url=shelf.story.get_absolute_url(),
        words=shelf.lede,
        lang=shelf.language,
        kicker=", ".join(part for part in (first and first.locality.name, season) if part),
        line=" · ".join(part for part in (shelf.credits, minutes, party) if part),
        picture=shelf.cover.picture if shelf.cover else None,
    )
