"""What pages gather among all offers: counts, the newest, where they lie.

It is remembered for a while, and until an offer or a community is told otherwise. Nobody is shown
by memory alone: every page compares its cards with what everybody may see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from core.cache.caching import CacheNamespace
from hosting.offers.models.offers import OfferQuerySet

AGGREGATES: Final = CacheNamespace("cms.gathered")


def cached_aggregate[Answer](what: str, read: Callable[[], Answer]) -> Answer:
    """`what` names the question; the answer holds words, so each language has its own."""
    cache_key = blake2b(f"{get_language()} {what}".encode(), digest_size=16).hexdigest()
    return AGGREGATES.get_or_set(cache_key, read, settings.CMS_AGGREGATES_CACHE_TTL)


def are_all_visible(shown: Collection[int], offers: OfferQuerySet) -> bool:
    """All that have these keys, among these offers. One read."""
    return not shown or offers.filter(pk__in=shown).count() == len(shown)
