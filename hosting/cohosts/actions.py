"""A host invites somebody to help with an offer; they accept; either of them ends it.

The row of the offer is locked before those of its co-hosts.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.blocking.models import PersonBlock
from commons.blocking.rules import require_contact
from core.permissions import SYSTEM, require
from core.quotas.checks import require_quota
from core.states import require_transition
from hosting.cohosts import notifications
from hosting.cohosts.choices import CoHostScope
from hosting.cohosts.errors import (
    CoHostInvitationGoneError,
    NotMemberOfCommunityError,
    OwnAddressError,
    TooManyCoHostsError,
)
from hosting.cohosts.models import CoHost
from hosting.cohosts.signals import answering_ended, co_host_ended
from hosting.cohosts.states import CO_HOST_TRANSITIONS, CoHostState
from hosting.communities.models.communities import Membership
from hosting.offers.models.offers import Offer

FINAL: Final = frozenset({CoHostState.DECLINED, CoHostState.ENDED})


@transaction.atomic
def invite_co_host(
    *, offer: Offer, email: str, by: User, scopes: Collection[str] = (CoHostScope.ANSWER,)
) -> CoHost:
    """Ask the owner of an address, in lower case, to help. Asking again changes nothing.

    An address that belongs to nobody is written down alike, and so is that of somebody behind a
    block: the host doesn't learn who is here. Raises OwnAddressError, TooManyCoHostsError or
    QuotaExceededError.
    """
    require(by, "cohosts.invite_co_host", offer)
    if email == by.email:
        raise OwnAddressError

    offer = Offer.objects.locked(offer.pk, no_key=True)
    standing = CoHost.objects.standing().filter(offer=offer)
    if known := standing.filter(Q(email=email) | Q(person__email=email)).first():
        return known
    if standing.count() >= settings.HOSTING_CO_HOSTS_LIMIT:
        raise TooManyCoHostsError(most=settings.HOSTING_CO_HOSTS_LIMIT)
    require_quota("co_host_invitations", by)

    expires_at = timezone.now() + settings.HOSTING_CO_HOSTS_INVITED_FOR
    co_host = CoHost(offer=offer, email=email, expires_at=expires_at)
    for scope in CoHostScope:
        setattr(co_host, scope, scope in scopes)
    co_host.save()
    audit.record(by, "co_host.invited", offer, co_host=co_host.pk, scopes=sorted(scopes))

    owner = User.objects.filter(email=email, is_active=True, email_verified_at__isnull=False)
    for person in owner:
        if CoHost.objects.open_to(person).filter(pk=co_host.pk).exists():
            notifications.notify_of_invitation(co_host, person)
    return co_host


@transaction.atomic
def accept_co_hosting(*, co_host: CoHost, by: User) -> CoHost:
    """From now on they help, and guests read their name.

    Raises CoHostInvitationGoneError, NotMemberOfCommunityError or a refusal of `require_contact`.
    """
    require(by, "cohosts.answer_invitation", co_host)

    co_host = _locked_invitation(co_host)
    offer = co_host.offer
    require_contact(by, [offer.host])
    members = Membership.objects.active().filter(community=offer.community_id, person=by)
    if not members.exists():
        raise NotMemberOfCommunityError(community=offer.community.name)

    co_host.person, co_host.email, co_host.accepted_at = by, "", timezone.now()
    _transition(co_host, CoHostState.ACTIVE)
    audit.record(by, "co_host.accepted", offer, co_host=co_host.pk)

    notifications.dismiss_invitation(co_host)
    notifications.notify_host_of_acceptance(co_host)
    return co_host


@transaction.atomic
def decline_co_hosting(*, co_host: CoHost, by: User) -> CoHost:
    """Nobody else hears of it. Raises CoHostInvitationGoneError."""
    require(by, "cohosts.answer_invitation", co_host)

    co_host = _locked_invitation(co_host)

    co_host.email = ""
    _transition(co_host, CoHostState.DECLINED)
    audit.record(by, "co_host.declined", co_host.offer, co_host=co_host.pk)

    notifications.dismiss_invitation(co_host)
    return co_host


@transaction.atomic
def change_scopes(*, co_host: CoHost, scopes: Collection[str], by: User) -> CoHost:
    """Say what they do from now on; of an invitation, what they are asked for.

    Who answers no more leaves the conversations of guests. Raises CoHostInvitationGoneError of what
    has ended meanwhile.
    """
    require(by, "cohosts.change_co_host", co_host)

    Offer.objects.locked(co_host.offer_id, no_key=True)
    co_host = CoHost.objects.locked(co_host.pk)
    require(by, "cohosts.change_co_host", co_host)  # as it is behind the locks
    if co_host.state in FINAL:
        raise CoHostInvitationGoneError
    before = list(co_host.scopes)
    if set(before) == set(scopes):
        return co_host

    answered = co_host.may_answer
    for scope in CoHostScope:
        setattr(co_host, scope, scope in scopes)
    co_host.save(update_fields=list(CoHostScope))
    facts = {"co_host": co_host.pk, "before": sorted(before), "scopes": sorted(scopes)}
    audit.record(by, "co_host.changed", co_host.offer, **facts)

    if co_host.is_active:
        if answered and not co_host.may_answer:
            answering_ended.send(sender=CoHost, co_host=co_host)
        notifications.notify_of_scopes(co_host)
    return co_host


@transaction.atomic
def end_co_hosting(*, co_host: CoHost, by: Actor) -> CoHost:
    """Either of the two ends it; of an invitation, the host takes it back. Twice is once."""
    require(by, "cohosts.end_co_host", co_host)

    Offer.objects.locked(co_host.offer_id, no_key=True)
    co_host = CoHost.objects.locked(co_host.pk)
    if co_host.state in FINAL:
        return co_host
    was_active = co_host.is_active

    co_host.email = ""
    _transition(co_host, CoHostState.ENDED)
    audit.record(by, "co_host.ended", co_host.offer, co_host=co_host.pk)

    notifications.dismiss_invitation(co_host)
    if was_active:
        co_host_ended.send(sender=CoHost, co_host=co_host)
        notifications.notify_of_end(co_host, by)
    return co_host


@transaction.atomic
def forget_co_host(*, co_host: CoHost, by: Actor) -> None:
    """Nobody has to prove any more who helped."""
    require(by, "cohosts.forget_co_host", co_host)

    co_host.delete()


def end_for_new_host(offer: Offer, host: User) -> None:
    """They help themselves no longer, nor does anybody between whom and them a block stands."""
    blocks = PersonBlock.objects.about(host)
    apart = Q(person__in=blocks.values("blocker")) | Q(person__in=blocks.values("blocked"))
    _end_all(CoHost.objects.active().filter(apart | Q(person=host), offer=offer.pk))


def end_between(one: User, other: User) -> None:
    """One of the two has blocked the other."""
    pair = Q(person=one, offer__host=other) | Q(person=other, offer__host=one)
    _end_all(CoHost.objects.active().filter(pair))


def end_in_community(person: User, community: int) -> None:
    """Who belongs to it no longer helps there, and is helped by nobody."""
    theirs = Q(person=person) | Q(offer__host=person)
    _end_all(CoHost.objects.active().filter(theirs, offer__community=community))


def end_all_of(person: User) -> None:
    """Their account closes: what they help with, and who helps them or is asked to."""
    theirs = Q(person=person) | Q(offer__host=person) | Q(email=person.email)
    waiting = Q(state=CoHostState.INVITED) | Q(state=CoHostState.ACTIVE)
    _end_all(CoHost.objects.filter(theirs, waiting))


def _end_all(rows: QuerySet[CoHost]) -> None:
    for co_host in rows.select_related("offer__host").order_by("offer", "pk"):
        end_co_hosting(co_host=co_host, by=SYSTEM)


def _locked_invitation(co_host: CoHost) -> CoHost:
    """With its offer under lock. Raises CoHostInvitationGoneError."""
    Offer.objects.locked(co_host.offer_id, no_key=True)
    found = CoHost.objects.locked(co_host.pk)
    if found.state != CoHostState.INVITED or found.expires_at <= timezone.now():
        raise CoHostInvitationGoneError
    return found


def _transition(co_host: CoHost, state: CoHostState) -> None:
    require_transition(CO_HOST_TRANSITIONS, co_host.state, state)
    co_host.state = state
    if state in FINAL:
        co_host.ended_at = timezone.now()
    co_host.save(update_fields=["state", "person", "email", "accepted_at", "ended_at"])
