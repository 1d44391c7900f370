"""Signal handlers: cached aggregates are dropped on change."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cms.blocks.selectors.cached_aggregates import AGGREGATES
from commons.media.signals import photo_rerendered
from hosting.communities.signals import community_changed
from hosting.offers.signals import offer_changed, offer_published, offer_withdrawn


@receiver((offer_published, offer_changed, offer_withdrawn, community_changed, photo_rerendered))
def forget_gathered(sender: type, **kwargs: Any) -> None:
    """After the commit: who reads before it gathers what was."""
    transaction.on_commit(AGGREGATES.invalidate)
