"""Who may write an offer, read it before everybody can, and say what they have checked."""

from typing import Any

import rules
from django.db.models import QuerySet

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from commons.organisations.rules import acts_for
from core.registry import Registry
from hosting.communities.models.communities import Community, Membership
from hosting.communities.rules import is_coordinator, is_person_of, may_decide
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place

AUTHOR_STATES = (MembershipState.CANDIDATE, MembershipState.COOPTED, MembershipState.ACTIVE)


@rules.predicate
def is_host_of(person: Visitor, offer: Offer) -> bool:
    return bool(offer.host_id == person.pk)


@rules.predicate
def works_on(person: Visitor, offer: Offer) -> bool:
    """The host; once it is published for an organisation, while they act for it."""
    if offer.host_id != person.pk:
        return False
    if offer.on_behalf_of_id is None or not offer.is_of_organisation:
        return True
    return bool(acts_for(person, offer.on_behalf_of))


_writers = Registry[QuerySet[Any]]()


def register_writers(rows: QuerySet[Any]) -> None:
    """Who else writes texts and adds photos, in the name of the host: packages above know them.

    Each row names a `person` and an `offer`.
    """
    _writers.register(rows)


@rules.predicate
def writes_for_host(person: Visitor, offer: Offer) -> bool:
    if not person.is_authenticated:
        return False
    return any(rows.filter(person=person.pk, offer=offer.pk).exists() for rows in _writers)


@rules.predicate
def may_review_any_offer(person: Visitor, offer: Offer) -> bool:
    """Somebody of the co-operative, for a community whose only coordinator is the host."""
    return person.is_authenticated and person.has_perm("offers.read_any_offer")


is_reviewer = ~is_host_of & (is_coordinator | may_review_any_offer) & ~writes_for_host
"""Nobody reads what they may have written."""


@rules.predicate
def may_write_for(person: Visitor, community: Community) -> bool:
    """A member, or somebody on the way in: the first offer is one of the steps."""
    memberships = Membership.objects.filter(community=community, person=person.pk)
    return memberships.filter(state__in=AUTHOR_STATES).exists()


@rules.predicate
def owns_place(person: Visitor, place: Place) -> bool:
    return bool(place.host_id == person.pk)


rules.add_perm("offers.draft_offer", rules.is_active & may_write_for)
rules.add_perm("offers.revise_offer", rules.is_active & works_on)
rules.add_perm("offers.write_words", rules.is_active & (works_on | writes_for_host))
rules.add_perm("offers.submit_offer", rules.is_active & has_verified_email & works_on)
rules.add_perm("offers.change_offer_state", rules.is_active & works_on)
rules.add_perm("offers.choose_organisation", rules.is_active & works_on)
rules.add_perm("offers.declare_stay", rules.is_active & works_on)
rules.add_perm("offers.change_stock", rules.is_active & works_on)
rules.add_perm("offers.locate_offer", rules.is_active & works_on)
rules.add_perm("offers.share_place", rules.is_active & owns_place)
rules.add_perm("offers.review_offer", rules.is_active & is_reviewer)
rules.add_perm("offers.submit_for_review", rules.is_active & has_verified_email & works_on)
rules.add_perm("offers.withdraw_submission", rules.is_active & works_on)
rules.add_perm("offers.record_attestation", rules.is_active & ~is_person_of & is_coordinator)
rules.add_perm("offers.revoke_attestation", rules.is_active & may_decide)
rules.add_perm("offers.notify_of_expiry", rules.always_deny)  # left to SYSTEM
