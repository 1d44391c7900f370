"""Offers in templates: distances, and the page of a draft that is only previewed."""

import json

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from hosting.models import Offer
from hosting.queries.facts import distance_in_words
from hosting.queries.linked_data import linked_data
from hosting.queries.offer_pages import OfferPage, page_of

register = template.Library()

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def distance(metres: float) -> str:
    """`300 m`, `8 km`."""
    return distance_in_words(metres)


@register.simple_tag
def map_tiles() -> str:
    """The address of a tile server, where whoever runs the site has set one."""
    return str(settings.HOSTING_MAP_TILES)


@register.simple_tag
def json_ld(page: OfferPage, url: str) -> SafeString:
    """The offer as linked data. A data block: browsers never run it, and our CSP lets it stand."""
    words = json.dumps(linked_data(page, url=url), ensure_ascii=False).translate(UNSAFE)
    return SafeString(f'<script type="application/ld+json">{words}</script>')


@register.simple_tag
def draft_page(offer: Offer) -> OfferPage:
    """The page of a draft as it would be: Wagtail renders previews without a view of ours."""
    return page_of(offer, is_draft=True)
