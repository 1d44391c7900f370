"""Cached aggregates are dropped when what they gather has changed."""

from cms.blocks.selectors.cached_aggregates import AGGREGATES
from commons.media.signals import photo_rerendered
from hosting.communities.signals import community_changed
from hosting.offers.signals import offer_changed, offer_published, offer_withdrawn

AGGREGATES.invalidate_on(
    offer_published, offer_changed, offer_withdrawn, community_changed, photo_rerendered
)
