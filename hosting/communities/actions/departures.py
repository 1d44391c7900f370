"""Suspension and leaving: a member's offers can't be found meanwhile, agreements stand."""

from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.moderation.actions.effects import revoke_effects
from core.permissions import require
from hosting.communities.actions.coordinators import step_down
from hosting.communities.actions.membership_states import lock_membership, transition_membership
from hosting.communities.models.communities import Membership
from hosting.communities.notifications import memberships as notifications
from hosting.communities.signals import membership_ended, membership_reinstated
from hosting.communities.states import MembershipState


@transaction.atomic
def suspend_member(*, membership: Membership, reason: str, by: Actor) -> Membership:
    """Take a member's offers off the public pages. Whoever calls has decided and says so."""
    membership = lock_membership(membership)
    was_active = membership.is_active

    transition_membership(membership, MembershipState.SUSPENDED, by=by, reason=reason)
    step_down(membership)
    audit.record(by, "member.suspended", membership)

    membership_ended.send(sender=Membership, membership=membership, was_active=was_active)
    return membership


@transaction.atomic
def reinstate_member(*, membership: Membership, by: Actor, reason: str = "") -> Membership:
    """End a suspension: what was open before is found again."""
    require(by, "communities.reinstate_member", membership)

    revoke_effects(Membership, membership.pk, by=by)  # first the case, as decisions do
    membership = lock_membership(membership)

    _reactivate(membership, by=by, reason=reason)

    notifications.notify_member_of_reinstatement(membership)
    return membership


@transaction.atomic
def undo_suspension(*, membership: Membership, by: Actor) -> Membership:
    """The answer to an appeal. Whoever left meanwhile stays away."""
    membership = lock_membership(membership)
    if membership.state == MembershipState.SUSPENDED:
        _reactivate(membership, by=by)
    return membership


def _reactivate(membership: Membership, *, by: Actor, reason: str = "") -> None:
    transition_membership(membership, MembershipState.ACTIVE, by=by, reason=reason)
    audit.record(by, "member.reinstated", membership)

    membership_reinstated.send(sender=Membership, membership=membership)


@transaction.atomic
def leave_community(*, membership: Membership, by: User, reason: str = "") -> Membership:
    """Go. Offers there are erased once no request needs them; one may apply again later."""
    require(by, "communities.leave_community", membership)

    membership = lock_membership(membership)
    was_active = membership.is_active

    transition_membership(membership, MembershipState.LEFT, by=by, reason=reason)
    step_down(membership)
    audit.record(by, "member.left", membership)

    membership_ended.send(sender=Membership, membership=membership, was_active=was_active)
    notifications.notify_coordinators_of_leave(membership)
    return membership
