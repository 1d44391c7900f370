"""Offers in templates: distances, and the page of a draft that is only previewed."""

from django import template
from django.conf import settings

from hosting.offers.models.offers import Offer
from hosting.offers.presenters.facts import format_distance
from hosting.public_pages.presenters.community_pages import CommunityPage
from hosting.public_pages.presenters.offer_pages import OfferPage, offer_page
from hosting.public_pages.schemas.linked_data import Node, community_json_ld, offer_json_ld

register = template.Library()


@register.filter
def distance(metres: float) -> str:
    """`300 m`, `8 km`."""
    return format_distance(metres)


@register.simple_tag
def map_tiles() -> str:
    """The address of a tile server, where whoever runs the site has set one."""
    return str(settings.HOSTING_MAP_TILES)


@register.simple_tag
def offer_node(page: OfferPage, url: str) -> Node:
    """The offer as linked data."""
    return offer_json_ld(page, url=url)


@register.simple_tag
def community_node(page: CommunityPage, url: str) -> Node:
    """The community as linked data."""
    return community_json_ld(page, url=url)


@register.simple_tag
def draft_page(offer: Offer) -> OfferPage:
    """The page of a draft as it would be: Wagtail renders previews without a view of ours."""
    return offer_page(offer, is_draft=True)
