"""What editorial pages show of the packages below."""

from django import template
from django.template import Context

from cms.models import DestinationIndexPage, DestinationPage, HomePage
from cms.queries import (
    Front,
    Told,
    destinations_under,
    front_of,
    photo_credits,
    picture_of,
    told_in,
)
from commons.media.models import Photo
from core.pictures import Picture
from travel_stories.queries.places_told import PlaceTold

register = template.Library()


@register.simple_tag
def front(page: HomePage) -> Front:
    return front_of(page)


@register.simple_tag
def told(page: DestinationPage) -> Told:
    return told_in(page)


@register.simple_tag(takes_context=True)
def destinations(context: Context, page: DestinationIndexPage) -> list[PlaceTold]:
    return destinations_under(page, context["request"])


@register.simple_tag
def credited_photos() -> list[tuple[str, str]]:
    return photo_credits()


@register.simple_tag
def picture(photo: Photo | None) -> Picture | None:
    return picture_of(photo)
