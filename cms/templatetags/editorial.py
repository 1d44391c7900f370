"""What editorial pages show of the packages below."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from wagtail.blocks import BoundBlock, StructValue
from wagtail.models import Page

from cms.models import DestinationIndexPage, DestinationPage, HomePage, ThemePage
from cms.models.languages import TranslatedPage
from cms.queries import (
    captioned,
    destinations_under,
    front_of,
    photo_credits,
    picture_of,
    told_in,
)
from cms.queries.chapters import Chapter, chapters_of, opening_and_rest
from cms.queries.destinations import Told
from cms.queries.figures import Figure, house_figures
from cms.queries.front import Front
from cms.queries.living import OffersAnswered, offers_asked_by, people_of, stories_asked_by
from cms.queries.navigation import way_to_stories
from cms.queries.sharing import Shared, shared
from cms.queries.stops import StopsMap, drawing_of_place, map_of_stops
from cms.queries.themes import Themed, themed_in
from cms.queries.translations import Note, note_of
from commons.geography.enums import TravelMode
from commons.geography.models import Locality
from commons.media.models import Photo
from core.maps import Drawing
from core.navigation import Link
from core.pictures import Picture
from hosting.models import Community
from hosting.queries.community_pages import PersonLine
from travel_stories.queries.places_told import PlaceTold
from travel_stories.queries.story_lists import StoryCard

register = template.Library()


@register.simple_tag
def language_note(page: Page, told_in: str) -> Note | None:
    return note_of(page, told_in)


@register.simple_tag
def steps_here() -> tuple[Link, ...]:
    return way_to_stories()


@register.simple_tag(takes_context=True)
def shared_card(context: Context, page: TranslatedPage) -> Shared:
    return shared(page, context["request"])


@register.simple_tag
def front(page: HomePage) -> Front:
    return front_of(page)


@register.simple_tag
def told(page: DestinationPage) -> Told:
    return told_in(page)


@register.simple_tag
def themed(page: ThemePage) -> Themed:
    return themed_in(page)


@register.simple_tag
def chapters(stream: Iterable[BoundBlock]) -> list[Chapter]:
    return chapters_of(stream)


@register.simple_tag
def opening(stream: Iterable[BoundBlock]) -> tuple[Chapter, list[Chapter]]:
    return opening_and_rest(stream)


@register.simple_tag(takes_context=True)
def destinations(context: Context, page: DestinationIndexPage) -> list[PlaceTold]:
    return destinations_under(page, context["request"])


@register.simple_tag
def credited_photos() -> list[tuple[str, str]]:
    return photo_credits()


@register.simple_tag
def picture(photo: Photo | None) -> Picture | None:
    return picture_of(photo)


@register.simple_tag
def pictures(blocks: Iterable[StructValue]) -> list[Picture]:
    """Without those whose photograph was removed."""
    return captioned(blocks)


@register.simple_tag
def offers_asked(block: StructValue, page: Page | str) -> OffersAnswered:
    return offers_asked_by(block, page or None)


@register.simple_tag
def stories_asked(block: StructValue, page: Page | str) -> list[StoryCard]:
    return stories_asked_by(block, page or None)


@register.simple_tag
def people(community: Community | None) -> list[PersonLine]:
    return people_of(community)


@register.simple_tag
def figures() -> list[Figure]:
    return house_figures()


@register.simple_tag
def stops(block: StructValue) -> StopsMap | None:
    return map_of_stops(block)


@register.simple_tag
def place_drawing(place: Locality) -> Drawing:
    return drawing_of_place(place)


@register.filter
def travel_mode(code: str) -> str:
    """`by regional train`."""
    return str(TravelMode(code).label)
