"""Offers in templates: distances, and the page of a draft that is only previewed."""

from django import template

from hosting.models import Offer
from hosting.queries.facts import distance_in_words
from hosting.queries.offer_pages import OfferPage, page_of

register = template.Library()


@register.filter
def distance(metres: float) -> str:
    """`300 m`, `8 km`."""
    return distance_in_words(metres)


@register.simple_tag
def draft_page(offer: Offer) -> OfferPage:
    """The page of a draft as it would be: Wagtail renders previews without a view of ours."""
    return page_of(offer, is_draft=True)
