"""Candidates ask members who know them to vouch for them."""

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.quotas.checks import counted_since, quota_named, require_recorded_quota
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.errors import (
    NoSponsorNeededError,
    NotInvitedError,
    SponsorNotInvitableError,
    TooManySponsorInvitationsError,
)
from hosting.communities.models.communities import Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.notifications import memberships as notifications
from hosting.communities.selectors.sponsor_invitations import member_with_address, members_to_invite
from hosting.communities.states import MembershipState


@transaction.atomic
def invite_sponsor(*, membership: Membership, member: User, by: User) -> SponsorInvitation:
    """Ask a member to vouch. Asking again in the same candidacy changes nothing.

    Raises NoSponsorNeededError, SponsorNotInvitableError or TooManySponsorInvitationsError, the
    last one also for a member who was asked in an earlier candidacy less than a day ago.
    """
    require(by, "communities.invite_sponsor", membership)

    membership = _candidacy(membership, by)
    if not members_to_invite(membership).filter(pk=member.pk).exists():
        raise SponsorNotInvitableError
    asked = membership.sponsor_invitations.filter(member=member)
    earlier = asked.filter(email="").first()
    if earlier is not None and earlier.at >= membership.applied_at:
        return earlier
    _require_few(by, earlier)

    knows = asked.filter(at__gte=membership.applied_at).exists()  # by address, also if declined
    asked.exclude(email="").update(member=None)  # the list of names says nothing about addresses
    invitation, _ = SponsorInvitation.objects.update_or_create(
        membership=membership,
        member=member,
        defaults={"at": timezone.now(), "declined_at": None},
    )
    audit.record(by, "candidate.sponsor_invited", membership)

    if not knows:
        notifications.notify_member_of_sponsor_invitation(membership, member)
    return invitation


@transaction.atomic
def invite_sponsor_by_email(*, membership: Membership, email: str, by: User) -> SponsorInvitation:
    """Ask the member with this address, in lower case, to vouch.

    An address that belongs to no member is written down alike and counts alike, so that the
    candidate doesn't learn who is one. Raises NoSponsorNeededError or
    TooManySponsorInvitationsError.
    """
    require(by, "communities.invite_sponsor", membership)

    membership = _candidacy(membership, by)
    earlier = membership.sponsor_invitations.filter(email=email).first()
    if earlier is not None and earlier.at >= membership.applied_at:
        return earlier
    _require_few(by, earlier)

    member = member_with_address(membership, email)
    if member is not None:
        asked = membership.sponsor_invitations.filter(member=member)
        asked.filter(
            at__lt=min(membership.applied_at, counted_since("sponsor_invitations"))
        ).delete()
        if asked.exists():  # by name
            member = None
    invitation, _ = SponsorInvitation.objects.update_or_create(
        membership=membership,
        email=email,
        defaults={"member": member, "at": timezone.now(), "declined_at": None},
    )
    audit.record(by, "candidate.sponsor_invited", membership)

    if member is not None:
        notifications.notify_member_of_sponsor_invitation(membership, member)
    return invitation


@transaction.atomic
def decline_sponsor_invitation(*, membership: Membership, by: User) -> SponsorInvitation:
    """Say that one can't vouch for this person; their word may still be given later.

    Raises NotInvitedError.
    """
    require(by, "communities.decline_sponsor_invitation", membership)

    membership = lock_membership(membership)
    invitation = SponsorInvitation.objects.open_to(by).filter(membership=membership).first()
    if invitation is None:
        raise NotInvitedError

    invitation.declined_at = timezone.now()
    invitation.save(update_fields=["declined_at"])
    audit.record(by, "candidate.sponsor_declined", membership)

    notifications.dismiss_sponsor_invitation(membership, by)
    return invitation


@transaction.atomic
def delete_sponsor_invitation(*, invitation: SponsorInvitation, by: Actor) -> None:
    """Delete an invitation that nobody waits for any more."""
    require(by, "communities.delete_sponsor_invitation", invitation)

    invitation.delete()


def _candidacy(membership: Membership, by: User) -> Membership:
    """The locked row of somebody who still needs a word."""
    User.objects.locked(by.pk, no_key=True)  # the limit counts all candidacies
    membership = lock_membership(membership)
    if membership.state != MembershipState.CANDIDATE:
        raise NoSponsorNeededError
    return membership


def _require_few(by: User, earlier: SponsorInvitation | None) -> None:
    """Under the quota, and its time after the same was asked in an earlier candidacy."""
    since = counted_since("sponsor_invitations")
    if earlier is not None and earlier.at > since:
        until = timezone.now() + (earlier.at - since)
        raise TooManySponsorInvitationsError(quota=quota_named("sponsor_invitations"), until=until)
    sent = SponsorInvitation.objects.filter(membership__person=by, at__gt=since)
    require_recorded_quota(
        "sponsor_invitations",
        sent.order_by().values_list("at", flat=True),
        refusal=TooManySponsorInvitationsError,
    )
