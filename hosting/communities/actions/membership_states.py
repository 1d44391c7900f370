"""A membership moves along its table, and every step is written down with its reason."""

from commons.accounts.permissions import Actor
from core.permissions import SYSTEM
from core.states import require_transition
from hosting.communities.models.communities import Membership, MembershipChange
from hosting.communities.states import MEMBERSHIP_TRANSITIONS, MembershipState


def lock_membership(membership: Membership) -> Membership:
    """The community first, then the membership: in this order everywhere, so nobody collides."""
    community = type(membership.community).objects
    community.select_for_update(no_key=True).get(pk=membership.community_id)
    rows = Membership.objects.select_related("community", "person")
    return rows.select_for_update(of=("self",)).get(pk=membership.pk)


def transition_membership(
    membership: Membership, state: MembershipState, *, by: Actor, reason: str = ""
) -> None:
    """Take the step, or refuse it. The caller holds the lock."""
    old = membership.state
    require_transition(MEMBERSHIP_TRANSITIONS, old, state)
    membership.state = state
    membership.save(update_fields=["state"])
    record_membership_change(membership, old=old, by=by, reason=reason)


def record_membership_change(
    membership: Membership, *, old: str, by: Actor, reason: str = ""
) -> None:
    MembershipChange.objects.create(
        membership=membership,
        old_state=old,
        new_state=membership.state,
        reason=reason,
        by=None if by is SYSTEM else by,
    )
