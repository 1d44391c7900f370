"""Offers in templates: distances, and the page of a draft that is only previewed."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from commons.geography.selectors.street_map import StreetMap, street_map
from commons.geography.stations import StationAt
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


@register.filter
def station_at(at: StationAt) -> str:
    """`Amboise, 2 km`: whole kilometres, as the public point is only near the house."""
    kilometres = max(round(at.metres / 1_000), 1)
    far = gettext("%(km)s km") % {"km": kilometres}
    return f"{at.station.name}, {far}"


@register.simple_tag
def map_tiles() -> str:
    """The address of a tile server, where whoever runs the site has set one."""
    return str(settings.HOSTING_MAP_TILES)


@register.simple_tag
def map_streets() -> StreetMap | None:
    """The street map, where whoever runs the site has set one."""
    return street_map()


@register.simple_tag
def map_layers() -> dict[str, str]:
    """Addresses of land and of what lies on it; `BOX` stands for a part of the earth."""
    names = {"land": "geography:land", "ground": "geography:layers"}
    return {
        key: reverse(name, args=[0, 0, 1, 1]).replace("0,0,1,1", "BOX")
        for key, name in names.items()
    }


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
