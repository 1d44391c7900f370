"""Who may write an offer, hand it in, and open or close it."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.enums import MembershipState
from hosting.models import Community, Membership, Place
from hosting.rules.review import is_host_of

AUTHOR_STATES = (MembershipState.CANDIDATE, MembershipState.COOPTED, MembershipState.ACTIVE)


@rules.predicate
def may_write_for(person: Visitor, community: Community) -> bool:
    """A member, or somebody on the way in: the first offer is one of the steps."""
    memberships = Membership.objects.filter(community=community, person=person.pk)
    return memberships.filter(state__in=AUTHOR_STATES).exists()


@rules.predicate
def owns_place(person: Visitor, place: Place) -> bool:
    return bool(place.host_id == person.pk)


rules.add_perm("hosting.draft_offer", rules.is_active & may_write_for)
rules.add_perm("hosting.revise_offer", rules.is_active & is_host_of)
rules.add_perm("hosting.submit_offer", rules.is_active & has_verified_email & is_host_of)
rules.add_perm("hosting.switch_offer", rules.is_active & is_host_of)
rules.add_perm("hosting.declare_stay", rules.is_active & is_host_of)
rules.add_perm("hosting.locate_offer", rules.is_active & is_host_of)
rules.add_perm("hosting.use_place", rules.is_active & owns_place)
