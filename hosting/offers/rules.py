"""Who may write an offer, read it before everybody can, and say what they have checked."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
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
def may_review_any_offer(person: Visitor, offer: Offer) -> bool:
    """Somebody of the co-operative, for a community whose only coordinator is the host."""
    return person.is_authenticated and person.has_perm("offers.read_any_offer")


is_reviewer = ~is_host_of & (is_coordinator | may_review_any_offer)


@rules.predicate
def may_write_for(person: Visitor, community: Community) -> bool:
    """A member, or somebody on the way in: the first offer is one of the steps."""
    memberships = Membership.objects.filter(community=community, person=person.pk)
    return memberships.filter(state__in=AUTHOR_STATES).exists()


@rules.predicate
def owns_place(person: Visitor, place: Place) -> bool:
    return bool(place.host_id == person.pk)


rules.add_perm("offers.draft_offer", rules.is_active & may_write_for)
rules.add_perm("offers.revise_offer", rules.is_active & is_host_of)
rules.add_perm("offers.submit_offer", rules.is_active & has_verified_email & is_host_of)
rules.add_perm("offers.change_offer_state", rules.is_active & is_host_of)
rules.add_perm("offers.declare_stay", rules.is_active & is_host_of)
rules.add_perm("offers.locate_offer", rules.is_active & is_host_of)
rules.add_perm("offers.share_place", rules.is_active & owns_place)
rules.add_perm("offers.review_offer", rules.is_active & is_reviewer)
rules.add_perm("offers.submit_for_review", rules.is_active & has_verified_email & is_host_of)
rules.add_perm("offers.withdraw_submission", rules.is_active & is_host_of)
rules.add_perm("offers.record_attestation", rules.is_active & ~is_person_of & is_coordinator)
rules.add_perm("offers.revoke_attestation", rules.is_active & may_decide)
rules.add_perm("offers.notify_of_expiry", rules.always_deny)  # left to SYSTEM
