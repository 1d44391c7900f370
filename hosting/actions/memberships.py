"""The road into a community: apply, two sponsors, the charter, a meeting."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import Actor, require
from hosting.actions.coordinators import open_door
from hosting.actions.membership_log import locked, move, write_down
from hosting.enums import MembershipState
from hosting.errors.communities import (
    AlreadyMemberError,
    CharterChangedError,
    CommunityClosedError,
    MeetingAheadError,
    NotCandidateError,
)
from hosting.models import Community, Membership, Sponsorship
from hosting.notifications import memberships as notifications

WAITING = (MembershipState.CANDIDATE, MembershipState.COOPTED)


@transaction.atomic
def apply_to_community(*, community: Community, words: str, by: User) -> Membership:
    """Introduce oneself. Who waits already waits once; who left may ask again."""
    require(by, "hosting.apply_to_community", community)

    community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    membership = Membership.objects.filter(community=community, person=by).first()
    if membership is not None and membership.state in WAITING:
        return membership
    if membership is not None and membership.state != MembershipState.LEFT:
        raise AlreadyMemberError
    if not community.is_public:
        raise CommunityClosedError

    if membership is None:
        membership = Membership.objects.create(community=community, person=by, words=words)
        write_down(membership, old="", by=by)
    else:
        _begin_again(membership, words, by)
    audit.record(by, "membership.applied_for", membership)

    notifications.tell_coordinators_of_candidate(membership)
    return membership


@transaction.atomic
def sponsor_candidate(*, membership: Membership, words: str, by: User) -> Membership:
    """Give one's word for somebody. The last word that is needed co-opts them."""
    require(by, "hosting.sponsor_candidate", membership)

    membership = locked(membership)
    if membership.sponsorships.filter(sponsor=by).exists():
        return membership
    if membership.state != MembershipState.CANDIDATE:
        raise NotCandidateError

    Sponsorship.objects.create(membership=membership, sponsor=by, words=words)
    audit.record(by, "candidate.sponsored", membership)
    if membership.sponsorships.by_members().count() >= settings.HOSTING_SPONSORS_NEEDED:
        move(membership, MembershipState.COOPTED, by=by)
        audit.record(by, "candidate.coopted", membership)
        _activate_if_ready(membership, by)

    notifications.tell_candidate_of_sponsor(membership, by)
    return membership


@transaction.atomic
def take_word_back(*, membership: Membership, by: User) -> Membership:
    """Withdraw one's word, as long as it hasn't brought anybody in."""
    require(by, "hosting.take_word_back", membership)

    membership = locked(membership)
    if membership.state != MembershipState.CANDIDATE:
        raise NotCandidateError

    membership.sponsorships.filter(sponsor=by).delete()
    audit.record(by, "candidate.word_taken_back", membership)
    return membership


@transaction.atomic
def sign_charter(*, membership: Membership, version: int, by: User) -> Membership:
    """Sign what one has read: the version must be the one that holds now."""
    require(by, "hosting.sign_charter", membership)

    membership = locked(membership)
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
    require(by, "hosting.record_meeting", membership)

    membership = locked(membership)
    if on > timezone.localdate():
        raise MeetingAheadError
    if membership.state == MembershipState.LEFT:
        raise NotCandidateError

    membership.met_at = on
    membership.save(update_fields=["met_at"])
    audit.record(by, "member.met", membership)
    return membership


@transaction.atomic
def refuse_candidate(*, membership: Membership, reason: str, by: Actor) -> Membership:
    """Say no to somebody on the way in, with a reason that they read."""
    require(by, "hosting.refuse_candidate", membership)

    membership = locked(membership)
    if membership.state not in WAITING:
        raise NotCandidateError

    move(membership, MembershipState.LEFT, by=by, reason=reason)
    audit.record(by, "candidate.refused", membership)

    notifications.tell_candidate_of_refusal(membership, reason)
    return membership


def _begin_again(membership: Membership, words: str, by: User) -> None:
    """The words given for somebody the first time don't count the second time."""
    membership.sponsorships.all().delete()
    membership.words = words
    membership.applied_at = timezone.now()
    membership.charter_signed_version = membership.charter_signed_at = None
    membership.activated_at = None
    membership.save()
    move(membership, MembershipState.CANDIDATE, by=by)


def _activate_if_ready(membership: Membership, by: Actor) -> None:
    """Co-opted and signed, in whichever order."""
    if membership.state != MembershipState.COOPTED or not membership.has_signed_charter:
        return
    membership.activated_at = timezone.now()
    membership.save(update_fields=["activated_at"])
    move(membership, MembershipState.ACTIVE, by=by)
    audit.record(by, "member.welcomed", membership)
    if membership.is_coordinator:  # a founder
        open_door(membership.person)
    notifications.tell_member_of_welcome(membership)
