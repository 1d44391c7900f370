"""Offers and communities as cards on the pages of others."""

from __future__ import annotations

from commons.media.models import renditions_of
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import cards_by_key
from ui.cards import Card


def offer_card(public_id: str) -> Card | None:
    """As lists show it."""
    public = Offer.objects.public()
    offer = public.filter(public_id=public_id).select_related("community").first()
    cards = cards_by_key([offer.pk], among=public) if offer else {}
    if offer is None or offer.pk not in cards:
        return None
    shown = cards[offer.pk]
    return Card(
        title=shown.title,
        url=shown.url,
        line=shown.line,
        words=shown.words,
        lang=shown.lang,
        author=offer.community.name,
        picture=shown.picture,
    )


def community_card(public_id: str) -> Card | None:
    rows = (
        Community.objects.public().filter(public_id=public_id).select_related("locality", "photo")
    )
    community = rows.prefetch_related(renditions_of("photo")).first()
    if community is None:
        return None
    return Card(
        title=community.name,
        url=community.get_absolute_url(),
        line=community.locality.name,
        words=community.summary,
        lang=community.summary_language,
        picture=community.photo.picture if community.photo else None,
    )
