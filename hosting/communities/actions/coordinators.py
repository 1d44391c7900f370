"""Who coordinates a community. At least one person always does."""

from django.db import transaction

from commons.accounts.actions.two_step import begin_two_step_grace
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from hosting.communities.actions.admin_access import grant_admin_access, revoke_admin_access
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.errors import LastCoordinatorError, NotActiveMemberError
from hosting.communities.models.communities import Membership
from hosting.communities.notifications import memberships as notifications
from hosting.communities.signals import coordinators_changed


@transaction.atomic
def name_coordinator(*, membership: Membership, by: Actor) -> Membership:
    """Entrust a member with candidates, offers to read and the charter."""
    require(by, "communities.name_coordinator", membership)

    membership = lock_membership(membership)
    if not membership.is_active:
        raise NotActiveMemberError
    if membership.is_coordinator:
        return membership

    membership.is_coordinator = True
    membership.save(update_fields=["is_coordinator"])
    grant_admin_access(membership.person)
    audit.record(by, "coordinator.named", membership)

    coordinators_changed.send(sender=Membership, community=membership.community)
    notifications.notify_coordinator_of_task(membership)
    # After commit: a closing account locks the person first, and its memberships later.
    person = membership.person
    transaction.on_commit(lambda: begin_two_step_grace(person=person, by=SYSTEM))
    return membership


@transaction.atomic
def dismiss_coordinator(*, membership: Membership, by: Actor) -> Membership:
    """Relieve a coordinator, or oneself."""
    require(by, "communities.dismiss_coordinator", membership)

    membership = lock_membership(membership)
    if not membership.is_coordinator:
        return membership

    step_down(membership)
    audit.record(by, "coordinator.dismissed", membership)

    notifications.notify_coordinator_of_dismissal(membership, by)
    return membership


def step_down(membership: Membership) -> None:
    """Give the task back. The caller holds the lock on the community: two can't both be last."""
    if not membership.is_coordinator:
        return
    others = Membership.objects.active().filter(
        community=membership.community_id, is_coordinator=True
    )
    if not others.exclude(pk=membership.pk).exists():
        raise LastCoordinatorError
    membership.is_coordinator = False
    membership.save(update_fields=["is_coordinator"])
    revoke_admin_access(membership.person)
    coordinators_changed.send(sender=Membership, community=membership.community)
