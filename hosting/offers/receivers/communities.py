"""Signal handlers of offers: they follow their community, and the membership of their host."""

from typing import Any

from django.dispatch import receiver

from hosting.communities.models.communities import Community, Membership
from hosting.communities.signals import (
    community_opened,
    community_withdrawn,
    membership_ended,
    membership_reinstated,
)
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_changed, offer_withdrawn, offers_of_member_withdrawn


@receiver(community_opened, dispatch_uid="hosting.show_offers_of_community")
def show_offers_of_community(sender: type, community: Community, **kwargs: Any) -> None:
    for offer in Offer.objects.public().filter(community=community):
        offer_changed.send(sender=Offer, offer=offer)


@receiver(community_withdrawn, dispatch_uid="hosting.hide_offers_of_community")
def hide_offers_of_community(sender: type, community: Community, **kwargs: Any) -> None:
    for offer in Offer.objects.public_with_community().filter(community=community):
        offer_withdrawn.send(sender=Offer, offer=offer)


@receiver(membership_ended, dispatch_uid="hosting.hide_offers_of_member")
def hide_offers_of_member(
    sender: type, membership: Membership, was_active: bool, **kwargs: Any
) -> None:
    """Who was no active member had no public offers."""
    offers: list[Offer] = []
    if was_active:
        rows = Offer.objects.public_with_membership().of_host(membership.person)
        offers = list(rows.filter(community=membership.community_id))
    for offer in offers:
        offer_withdrawn.send(sender=Offer, offer=offer)
    offers_of_member_withdrawn.send(sender=Offer, membership=membership, offers=offers)


@receiver(membership_reinstated, dispatch_uid="hosting.show_offers_of_member")
def show_offers_of_member(sender: type, membership: Membership, **kwargs: Any) -> None:
    offers = Offer.objects.public().of_host(membership.person)
    for offer in offers.filter(community=membership.community_id):
        offer_changed.send(sender=Offer, offer=offer)
