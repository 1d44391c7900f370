"""What blocks show of the packages below."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from wagtail.blocks import StructValue
from wagtail.models import Page

from cms.blocks.presenters.pictures import captioned, picture_of
from cms.blocks.presenters.stops import StopsMap, drawing_of_place, map_of_stops
from cms.blocks.selectors.dynamic_blocks import (
    OffersAnswered,
    offers_asked_by,
    people_of,
    stories_asked_by,
)
from cms.blocks.selectors.figures import Figure, house_figures
from commons.geography.choices import TravelMode
from commons.geography.models import Locality
from commons.media.models import Photo
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.public_pages.presenters.hosts import HostSummary
from travel_stories.stories.presenters.lists import StoryCard
from ui.maps import Drawing

register = template.Library()


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
def people(community: Community | None) -> list[HostSummary]:
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
