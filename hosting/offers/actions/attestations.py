"""Saying what one has checked, and taking that back."""

from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.text.formatting import format_day
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.models.communities import Membership
from hosting.offers.errors import (
    AlreadyRevokedError,
    AttestationPeriodError,
    CheckedInFutureError,
    MemberNotActiveError,
    OfferOfOtherMemberError,
)
from hosting.offers.models.attestations import Attestation, AttestationData
from hosting.offers.models.offers import Offer
from hosting.offers.notifications import attestations as notifications


@transaction.atomic
def add_attestation(
    *, membership: Membership, checked: AttestationData, by: User, offer: Offer | None = None
) -> Attestation:
    """Put one's name to what one has seen. A newer look takes the place of an older one.

    Raises CheckedInFutureError, AttestationPeriodError, OfferOfOtherMemberError or
    MemberNotActiveError.
    """
    require(by, "offers.record_attestation", membership)

    membership = lock_membership(membership)
    today = timezone.localdate()
    if checked.checked_on > today:
        raise CheckedInFutureError
    if not today < checked.until <= last_day():
        raise AttestationPeriodError(last=format_day(last_day()))
    if not membership.is_active:
        raise MemberNotActiveError
    theirs = (membership.person_id, membership.community_id)
    if offer is not None and (offer.host_id, offer.community_id) != theirs:
        raise OfferOfOtherMemberError

    same = membership.attestations.unrevoked().filter(kind=checked.kind, offer=offer)
    same.update(revoked_by=by, revoked_at=timezone.now())
    attestation = Attestation(membership=membership, offer=offer, by=by, **asdict(checked))
    attestation.save()
    audit.record(by, "attestation.given", attestation)

    notifications.notify_member_of_attestation(attestation)
    return attestation


@transaction.atomic
def revoke_attestation(*, attestation: Attestation, by: User) -> Attestation:
    """Let it count no more from now on. Raises AlreadyRevokedError."""
    require(by, "offers.revoke_attestation", attestation.membership)

    attestation = Attestation.objects.select_for_update(of=("self",)).get(pk=attestation.pk)
    if attestation.revoked_at is not None:
        raise AlreadyRevokedError

    attestation.revoked_by, attestation.revoked_at = by, timezone.now()
    attestation.save(update_fields=["revoked_by", "revoked_at"])
    audit.record(by, "attestation.revoked", attestation)

    notifications.notify_member_of_revocation(attestation, by)
    return attestation


@transaction.atomic
def notify_of_expiry(*, attestation: Attestation, by: Actor) -> Attestation:
    """Say once that it ends soon, to the member and to those who could look again."""
    require(by, "offers.notify_of_expiry", attestation)

    attestation = (
        Attestation.objects.to_notify().select_for_update(of=("self",)).get(pk=attestation.pk)
    )

    attestation.expiry_notified_at = timezone.now()
    attestation.save(update_fields=["expiry_notified_at"])

    notifications.notify_of_expiry(attestation)
    return attestation


def last_day() -> date:
    """Until when somebody may say today that it counts."""
    return timezone.localdate() + settings.HOSTING_ATTESTATION_LONGEST
