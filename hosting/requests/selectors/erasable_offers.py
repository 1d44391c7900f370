"""Which offers no request needs any more."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, Subquery

from hosting.communities.models.communities import Membership, MembershipChange
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.requests.states import PENDING_STATES


def without_open_requests(offers: OfferQuerySet) -> OfferQuerySet:
    """No request for it is open or agreed."""
    return offers.exclude(requests__state__in=PENDING_STATES)


def offers_to_erase() -> OfferQuerySet:
    """Of hosts who closed their account or left the community, and no request needs it.

    A candidate who was refused has not left: they may ask again, and their draft waits.
    """
    moves = MembershipChange.objects.filter(membership=OuterRef("pk"))
    moved_by = Subquery(moves.order_by("-pk").values("by")[:1])
    left = Membership.objects.annotate(moved_by=moved_by).filter(
        community=OuterRef("community"),
        person=OuterRef("host"),
        state=MembershipState.LEFT,
        moved_by=F("person"),
    )
    gone = Q(host__closed_at__isnull=False) | Q(Exists(left))
    return without_open_requests(Offer.objects.all()).filter(gone, erased_at=None)
