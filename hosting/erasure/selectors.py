"""Which offers no request needs any more."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, Subquery

from commons.organisations.models import Mandate
from hosting.communities.models.communities import Membership, MembershipChange
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer, OfferQuerySet, of_organisation
from hosting.requests.states import PENDING_STATES


def without_open_requests(offers: OfferQuerySet) -> OfferQuerySet:
    """No request for it is open or agreed."""
    return offers.exclude(requests__state__in=PENDING_STATES)


def carried_on(column: str, *, other_than: str) -> Exists:
    """Others act for the organisation in this column of another read, besides a person in one."""
    acting = Mandate.objects.running().filter(organisation=OuterRef(column))
    return Exists(acting.filter(person__is_active=True).exclude(person=OuterRef(other_than)))


def received_on(offer: str) -> Exists:
    """Of requests or agreements that an organisation received, whose `offer` column is that of the
    offer: a colleague of their host may take them over with it.
    """
    offers = Offer.objects.not_withdrawn().filter(
        kept_for_colleagues(),
        pk=OuterRef(offer),
        host=OuterRef("host"),
        on_behalf_of=OuterRef("host_organisation"),
    )
    return Exists(offers)


def kept_for_colleagues() -> Q:
    """Of offers: published for an organisation, and others act for it."""
    return Q(carried_on("on_behalf_of", other_than="host")) & of_organisation()


def offers_to_erase() -> OfferQuerySet:
    """Of hosts who closed their account or left the community, and no request needs it. Not
    those that colleagues in an organisation may take over.

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
    offers = without_open_requests(Offer.objects.all()).filter(gone, erased_at=None)
    return offers.exclude(kept_for_colleagues())
