"""Suspension and leaving: a member's offers can't be found meanwhile, agreements stand."""

from django.db import transaction

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import Actor, require
from commons.moderation.actions.effects import let_go_of_effects
from hosting.actions.coordinators import step_down
from hosting.actions.membership_log import locked, move
from hosting.enums import MembershipState
from hosting.models import Membership, Offer, Request
from hosting.notifications import memberships as notifications
from hosting.signals import offer_changed, offer_withdrawn


@transaction.atomic
def suspend_member(*, membership: Membership, reason: str, by: Actor) -> Membership:
    """Take a member's offers off the public pages. Whoever calls has decided and says so."""
    membership = locked(membership)
    shown = _offers_shown(membership)

    move(membership, MembershipState.SUSPENDED, by=by, reason=reason)
    step_down(membership)
    audit.record(by, "member.suspended", membership)

    _hide(shown)
    return membership


@transaction.atomic
def reinstate_member(*, membership: Membership, by: Actor, reason: str = "") -> Membership:
    """End a suspension: what was open before is found again."""
    require(by, "hosting.reinstate_member", membership)

    let_go_of_effects(Membership, membership.pk, by=by)  # first the case, as decisions do
    membership = locked(membership)

    _let_back(membership, by=by, reason=reason)

    notifications.tell_member_of_return(membership)
    return membership


@transaction.atomic
def undo_suspension(*, membership: Membership, by: Actor) -> Membership:
    """The answer to an appeal. Whoever left meanwhile stays away."""
    membership = locked(membership)
    if membership.state == MembershipState.SUSPENDED:
        _let_back(membership, by=by)
    return membership


def _let_back(membership: Membership, *, by: Actor, reason: str = "") -> None:
    move(membership, MembershipState.ACTIVE, by=by, reason=reason)
    audit.record(by, "member.reinstated", membership)

    for offer in _offers_shown(membership):
        offer_changed.send(sender=Offer, offer=offer)


@transaction.atomic
def leave_community(*, membership: Membership, by: User, reason: str = "") -> Membership:
    """Go. One may apply again later."""
    require(by, "hosting.leave_community", membership)

    membership = locked(membership)
    shown = _offers_shown(membership)

    move(membership, MembershipState.LEFT, by=by, reason=reason)
    step_down(membership)
    audit.record(by, "member.left", membership)

    _hide(shown)
    notifications.tell_coordinators_of_leave(membership)
    return membership


def _offers_shown(membership: Membership) -> list[Offer]:
    """What everybody finds of this member in this community now."""
    offers = Offer.objects.public().of_host(membership.person)
    return list(offers.filter(community=membership.community_id))


def _hide(offers: list[Offer]) -> None:
    """Open requests stay open: whoever asked should know that the page is gone."""
    for offer in offers:
        offer_withdrawn.send(sender=Offer, offer=offer)
    waiting = Request.objects.unanswered().filter(offer__in=offers)
    for request in waiting.select_related("guest", "offer"):
        notifications.tell_guest_of_hidden_offer(request)
