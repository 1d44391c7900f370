"""What editorial pages show of the packages below, and where the frame leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, ngettext
from wagtail.models import Page

from cms.enums import FooterColumn
from cms.models import DestinationIndexPage, DestinationPage, HomePage
from commons.geography.outlines import land_in
from commons.media.models import Photo
from core.geo import Box
from core.maps import Drawing, Spot, draw, gather
from core.navigation import Editorial, Link, Navigation, default_navigation
from core.pictures import Picture
from core.remembering import remembered
from hosting.models import Community, Offer, Place
from hosting.queries.cards import OfferCard, cards_of
from hosting.queries.community_pages import CommunityCard, list_communities
from hosting.queries.maps import box_around
from travel_stories.queries.places_told import Places, PlaceTold, register_places
from travel_stories.queries.story_lists import StoryCard, newest_stories, stories_around

VOICES = 3
CARDS = 6
STORIES = 3
WEST = Box(south=41.0, west=-5.5, north=53.0, east=13.0)  # where nobody hosts yet
DOOR = 760  # units of width of the drawing on the door of the map
DOOR_SHAPE = 0.7
DOOR_MARGIN = 1.4
DOOR_APART = 64  # between the middles of two counts


@dataclass(frozen=True, slots=True)
class Front:
    """What the home page shows of the house."""

    drawing: Drawing
    picture: Picture | None
    voices: list[OfferCard]
    communities: list[CommunityCard]
    offers: int
    stories: list[StoryCard]


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    url: str
    line: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a destination shows of those who tell it."""

    picture: Picture | None
    badges: list[Badge]
    cards: list[OfferCard]
    spots: list[Spot]
    offers: int
    stories: list[StoryCard]


def front_of(home: HomePage) -> Front:
    """Both doors, three voices, the newest stories, and who hosts."""
    published = _published()
    return Front(
        drawing=_overview(published),
        picture=picture_of(home.photo),
        voices=cards_of(_latest(VOICES)),
        communities=list_communities()[:CARDS],
        offers=sum(published.values()),
        stories=newest_stories(STORIES),
    )


def told_in(destination: DestinationPage) -> Told:
    """Its communities and what they offer; a draft has no communities saved yet."""
    communities = list(destination.communities.select_related("locality"))
    offers = Offer.objects.public().filter(community__in=communities)
    newest = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    placed = newest.select_related("place")[:100]
    return Told(
        picture=picture_of(destination.photo),
        badges=[_badge(one) for one in communities if one.is_public],
        cards=cards_of(newest.values_list("pk", flat=True)[:CARDS]),
        spots=[_spot(offer, offer.place) for offer in placed if offer.place],
        offers=offers.count(),
        stories=stories_around([one.locality.point for one in communities if one.locality]),
    )


def places_in_stories(request: HttpRequest) -> Places:
    """What editors say at the head of the stories, and every published destination below it."""
    indices = DestinationIndexPage.objects.live().filter(locale__language_code=get_language())
    index = indices.order_by("path").first()
    return Places(index.lead, destinations_under(index, request)) if index else Places()


def destinations_under(index: DestinationIndexPage, request: HttpRequest) -> list[PlaceTold]:
    """In the editors' order."""
    pages = DestinationPage.objects.live().child_of(index).order_by("path")
    pages = pages.select_related("photo").prefetch_related("photo__renditions", "communities")
    return [
        PlaceTold(
            title=page.title,
            url=page.get_url(request),
            words=page.lead,
            kicker=", ".join(one.name for one in page.communities.all()),
            picture=picture_of(page.photo),
        )
        for page in pages
    ]


def photo_credits() -> list[tuple[str, str]]:
    """Whose photographs are shown, and under which licence."""
    credited = Photo.objects.exclude(credit="").order_by("credit").distinct()
    rows = credited.values_list("credit", "licence").distinct()
    labels = dict(Photo._meta.get_field("licence").flatchoices)
    return [(credit, str(labels[licence])) for credit, licence in rows]


def frame(request: HttpRequest) -> dict[str, object]:
    """A context processor: the frame leads where editors say. Read only by pages that show it."""
    return {"navigation": SimpleLazyObject(lambda: navigation_of(request))}


def navigation_of(request: HttpRequest) -> Navigation:
    """The ways that always are, with the editors' pages in the foot."""
    user = getattr(request, "user", None)
    return default_navigation(
        signed_in=bool(user and user.is_authenticated), editorial=_editorial(request)
    )


def picture_of(photo: Photo | None) -> Picture | None:
    """A photograph in the sizes that exist, for the components."""
    return photo.picture if photo else None


def editorial_key(language: str) -> str:
    """Under which name the frame of this language is remembered."""
    return f"cms.editorial.{language}"


def _editorial(request: HttpRequest) -> Editorial:
    """Every page shows it and editors rarely change it: remembered until they do."""
    key = editorial_key(get_language() or settings.LANGUAGE_CODE)
    return remembered(key, lambda: _read_editorial(request), settings.CMS_FRAME_REMEMBERED_FOR)


def _read_editorial(request: HttpRequest) -> Editorial:
    """One read: the pages of the foot in this language."""
    column = Coalesce("contentpage__footer_column", "creditspage__footer_column", Value(""))
    pages = (
        Page.objects.live()
        .filter(locale__language_code=get_language())
        .annotate(column=column)
        .exclude(column="")
        .order_by("path")
    )
    columns: dict[str, list[Link]] = {column: [] for column in FooterColumn}
    for page in pages:
        columns[page.column].append(Link(page.title, page.get_url(request)))
    return Editorial(**{name: tuple(links) for name, links in columns.items()})


def _published() -> dict[int, int]:
    """How many offers of each community everybody sees."""
    offers = Offer.objects.public().order_by().values_list("community")
    return dict(offers.annotate(count=Count("pk")))


def _overview(published: Mapping[int, int]) -> Drawing:
    """Where communities are, and how much each offers: the drawing on the door of the map."""
    spots = [
        Spot(one.point, one.name, one.get_absolute_url(), count=published[one.pk])
        for one in Community.objects.public().select_related("locality")
        if one.pk in published
    ]
    points = [spot.point for spot in spots]
    box = box_around(points, shape=DOOR_SHAPE, margin=DOOR_MARGIN) if points else WEST
    land = [area.rings for area in land_in(box, width=DOOR)]
    shown = gather(spots, box=box, width=DOOR, apart=DOOR_APART)
    return draw(box=box, width=DOOR, spots=shown, land=land)


def _latest(count: int) -> list[int]:
    """The newest offer of each community, so that no voice drowns the others.

    Words in the language of the page come first.
    """
    here = Case(When(language=get_language(), then=Value(0)), default=Value(1))
    newest = Offer.objects.public().exclude(words="").order_by(here, "-first_published_at", "-pk")
    seen: dict[int, int] = {}
    for community, pk in newest.values_list("community", "pk")[:200]:
        seen.setdefault(community, pk)
    return list(seen.values())[:count]


def _badge(community: Community) -> Badge:
    members = community.memberships.active().count()
    line = ngettext("%(count)s member", "%(count)s members", members) % {"count": members}
    return Badge(community.name, community.get_absolute_url(), line)


def _spot(offer: Offer, place: Place) -> Spot:
    return Spot(
        place.public_point,
        offer.title,
        offer.get_absolute_url(),
        kind=offer.kind,
        key=offer.public_id,
        metres=place.radius,
    )


register_places(places_in_stories)
