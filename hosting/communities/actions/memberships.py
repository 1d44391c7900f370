"""The road into a community: apply, two sponsors, the charter, a meeting."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from hosting.communities.actions.admin_access import grant_admin_access
from hosting.communities.actions.membership_states import (
    lock_membership,
    record_membership_change,
    transition_membership,
)
from hosting.communities.errors import (
    AlreadyMemberError,
    CharterChangedError,
    CommunityClosedError,
    MeetingInFutureError,
    NotCandidateError,
    NotHostingError,
)
from hosting.communities.models.communities import Community, Membership, Sponsorship
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.notifications import memberships as notifications
from hosting.communities.notifications.founding import tell_co_operative_of_signatures
from hosting.communities.states import CommunityState, MembershipState

WAITING = (MembershipState.CANDIDATE, MembershipState.COOPTED)


@transaction.atomic
def apply_to_community(*, community: Community, words: str, by: User) -> Membership:
    """Introduce oneself. Who waits already waits once; who left may ask again."""
    require(by, "communities.apply_to_community", community)

    community = Community.objects.locked(community.pk, no_key=True)
    membership = Membership.objects.filter(community=community, person=by).first()
    if membership is not None and membership.state in WAITING:
        return membership
    if membership is not None and membership.state != MembershipState.LEFT:
        raise AlreadyMemberError
    if not community.is_public:
        raise CommunityClosedError

    if membership is None:
        membership = Membership.objects.create(community=community, person=by, words=words)
        record_membership_change(membership, old="", by=by)
    else:
        # The words given for somebody the first time don't count the second time.
        membership.sponsorships.all().delete()
        membership.words = words
        membership.applied_at = timezone.now()
        membership.charter_signed_version = membership.charter_signed_at = None
        membership.activated_at = None
        membership.save()
        transition_membership(membership, MembershipState.CANDIDATE, by=by)
    audit.record(by, "membership.applied_for", membership)

    notifications.notify_coordinators_of_candidate(membership)
    return membership


@transaction.atomic
def sponsor_candidate(*, membership: Membership, words: str, by: User) -> Membership:
    """Vouch for somebody. The last sponsor who is needed co-opts them."""
    require(by, "communities.sponsor_candidate", membership)

    membership = lock_membership(membership)
    if membership.sponsorships.filter(sponsor=by).exists():
        return membership
    if membership.state != MembershipState.CANDIDATE:
        raise NotCandidateError

    Sponsorship.objects.create(membership=membership, sponsor=by, words=words)
    audit.record(by, "candidate.sponsored", membership)
    if membership.sponsorships.by_members().count() >= settings.HOSTING_SPONSORS_NEEDED:
        transition_membership(membership, MembershipState.COOPTED, by=by)
        audit.record(by, "candidate.coopted", membership)
        _activate_if_ready(membership, by)

    notifications.dismiss_sponsor_invitation(membership, by)
    if membership.state != MembershipState.ACTIVE:  # a member is welcomed, once
        notifications.notify_candidate_of_sponsor(membership, by)
    return membership


@transaction.atomic
def withdraw_sponsorship(*, membership: Membership, by: User) -> Membership:
    """Withdraw one's word, as long as it hasn't brought anybody in."""
    require(by, "communities.withdraw_sponsorship", membership)

    membership = lock_membership(membership)
    if membership.state != MembershipState.CANDIDATE:
        raise NotCandidateError

    membership.sponsorships.filter(sponsor=by).delete()
    audit.record(by, "candidate.word_taken_back", membership)
    return membership


@transaction.atomic
def sign_charter(*, membership: Membership, version: int, by: User) -> Membership:
    """Sign what one has read: the version must be the one that holds now."""
    require(by, "communities.sign_charter", membership)

    membership = lock_membership(membership)
    if membership.state == MembershipState.LEFT:
        raise NotCandidateError
    present = membership.community.charter_version
    if version != present:
        raise CharterChangedError(version=present)
    if membership.charter_signed_version == version:
        return membership

    membership.charter_signed_version = version
    membership.charter_signed_at = timezone.now()
    membership.save(update_fields=["charter_signed_version", "charter_signed_at"])
    audit.record(by, "charter.signed", membership, version=version)
    _activate_if_ready(membership, by)
    return membership


@transaction.atomic
def record_meeting(*, membership: Membership, on: date, by: User) -> Membership:
    """Note that one has met this person."""
    require(by, "communities.record_meeting", membership)

    membership = lock_membership(membership)
    if on > timezone.localdate():
        raise MeetingInFutureError
    if membership.state == MembershipState.LEFT:
        raise NotCandidateError

    membership.met_at = on
    membership.save(update_fields=["met_at"])
    audit.record(by, "member.met", membership)
    return membership


@transaction.atomic
def change_phone_answers(*, membership: Membership, by_phone: bool, by: User) -> Membership:
    """Say whether a member answers requests by phone, which takes longer.

    Requests that were sent earlier keep their deadline. Raises NotHostingError.
    """
    require(by, "communities.change_phone_answers", membership)

    membership = lock_membership(membership)
    if membership.state != MembershipState.ACTIVE:
        raise NotHostingError
    if membership.answers_by_phone == by_phone:
        return membership

    membership.answers_by_phone = by_phone
    membership.save(update_fields=["answers_by_phone"])
    audit.record(by, "member.phone_answers_changed", membership, by_phone=by_phone)
    return membership


@transaction.atomic
def refuse_candidate(*, membership: Membership, reason: str, by: Actor) -> Membership:
    """Say no to somebody on the way in, with a reason that they read."""
    require(by, "communities.refuse_candidate", membership)

    membership = lock_membership(membership)
    if membership.state not in WAITING:
        raise NotCandidateError

    transition_membership(membership, MembershipState.LEFT, by=by, reason=reason)
    audit.record(by, "candidate.refused", membership)

    notifications.notify_candidate_of_refusal(membership, reason)
    return membership


def _activate_if_ready(membership: Membership, by: Actor) -> None:
    """Co-opted and signed, in whichever order."""
    if membership.state != MembershipState.COOPTED or not membership.has_signed_charter:
        return
    membership.activated_at = timezone.now()
    membership.save(update_fields=["activated_at"])
    transition_membership(membership, MembershipState.ACTIVE, by=by)
    audit.record(by, "member.welcomed", membership)
    if membership.is_coordinator:  # a founder
        grant_admin_access(membership.person)
    notifications.notify_member_of_activation(membership)
    if membership.community.state == CommunityState.DRAFT:
        # Once, with the signature that was missing. The caller holds the lock of the community.
        community = membership.community
        request = FoundingRequest.objects.filter(community=community).first()
        if request and community.memberships.active().count() == settings.HOSTING_SPONSORS_NEEDED:
            tell_co_operative_of_signatures(request, but=membership.person)
