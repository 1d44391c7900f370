"""Founding a community, telling it, its charter, and whether it is open."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from hosting.communities.actions.membership_states import record_membership_change
from hosting.communities.errors import CharterChangedError, TooFewMembersError
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.terms import Cause
from hosting.communities.notifications import memberships as notifications
from hosting.communities.notifications.founding import settle_signatures
from hosting.communities.signals import community_changed, community_opened, community_withdrawn
from hosting.communities.states import COMMUNITY_TRANSITIONS, CommunityState, MembershipState

EDITABLE_FIELDS = frozenset(
    {
        *("name", "language", "summary_fr", "summary_en", "story"),
        *("territory", "locality", "photo", "causes", "answer_hours"),
    }
)


@transaction.atomic
def found_community(
    *, community: Community, founders: Iterable[User], by: Actor, causes: Iterable[Cause] = ()
) -> Community:
    """Begin a community, not open yet. Its founders need no sponsors: they sign, and coordinate.

    `community` isn't saved yet.
    """
    require(by, "communities.found_community", community)

    community.state = CommunityState.DRAFT
    community.charter_version = 1
    community.save()
    community.causes.set(causes)
    audit.record(by, "community.founded", community)
    for person in founders:
        founder = Membership.objects.create(
            community=community,
            person=person,
            state=MembershipState.COOPTED,
            is_coordinator=True,
        )
        record_membership_change(founder, old="", by=by)
        notifications.notify_founder(founder)
    return community


@transaction.atomic
def describe_community(*, community: Community, changes: Mapping[str, Any], by: Actor) -> Community:
    """Tell a community in other words. `changes` may name what is in DESCRIBED."""
    require(by, "communities.describe_community", community)

    community = Community.objects.locked(community.pk, no_key=True)

    for name in EDITABLE_FIELDS & changes.keys() - {"causes"}:
        setattr(community, name, changes[name])
    community.save(update_fields=EDITABLE_FIELDS & changes.keys() - {"causes"})
    if "causes" in changes:
        community.causes.set(changes["causes"])
    audit.record(by, "community.described", community)

    community_changed.send(sender=Community, community=community)
    return community


@transaction.atomic
def rewrite_charter(*, community: Community, charter: str, version: int, by: Actor) -> Community:
    """Make the next version of the charter. Members are asked to sign it, and stay members.

    `version` is the one that was rewritten: two people can't overwrite each other.
    """
    require(by, "communities.describe_community", community)

    community = Community.objects.locked(community.pk, no_key=True)
    if version != community.charter_version:
        raise CharterChangedError(version=community.charter_version)
    if charter == community.charter:
        return community

    community.charter = charter
    community.charter_version += 1
    community.save(update_fields=["charter", "charter_version"])
    audit.record(by, "charter.rewritten", community, version=community.charter_version)

    signed = community.memberships.signed().select_related("community", "person")
    for membership in signed.exclude(state=MembershipState.LEFT):
        notifications.notify_member_of_charter(membership)
    return community


@transaction.atomic
def change_community_state(*, community: Community, state: CommunityState, by: Actor) -> Community:
    """Make a community public, or let it rest. Its offers follow.

    Its founders are told when it is public for the first time.
    """
    require(by, "communities.change_community_state", community)

    community = Community.objects.locked(community.pk, no_key=True)
    require_transition(COMMUNITY_TRANSITIONS, community.state, state)
    if state != CommunityState.PAUSED:
        # Enough to sponsor a newcomer; to one that is accompanied a neighbour lends its own.
        active = community.memberships.active()
        accompanied = state == CommunityState.ACCOMPANIED
        needed = 1 if accompanied else settings.HOSTING_SPONSORS_NEEDED
        if active.count() < needed or not active.filter(is_coordinator=True).exists():
            raise TooFewMembersError(needed=needed)

    was_public = community.is_public
    is_first = community.state == CommunityState.DRAFT
    community.state = state
    community.save(update_fields=["state"])
    audit.record(by, "community.moved", community, state=str(state))

    if state != CommunityState.PAUSED:
        community_opened.send(sender=Community, community=community)
    elif was_public:
        community_withdrawn.send(sender=Community, community=community)
    if is_first:
        founders = community.memberships.filter(is_coordinator=True).exclude(
            state=MembershipState.LEFT
        )
        for membership in founders.select_related("community", "person"):
            notifications.tell_founder_that_it_is_public(membership)
        for request in community.founding_requests.all():
            settle_signatures(request)
    return community
