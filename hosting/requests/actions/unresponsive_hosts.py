"""A host who lets requests go out without a word: asked gently first, parked later, with notice."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.text.formatting import format_day
from hosting.communities.models.communities import Membership
from hosting.offers.actions.offers import transition_offer
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_withdrawn
from hosting.offers.states import OfferState
from hosting.requests.errors import (
    HostNotUnresponsiveError,
    NotRemindedError,
    RemindedRecentlyError,
)
from hosting.requests.notifications import unresponsive_hosts as notifications
from hosting.requests.selectors.unresponsive_hosts import is_unresponsive


@transaction.atomic
def remind_unresponsive_host(*, membership: Membership, by: User) -> Membership:
    """Ask a silent host whether they still receive.

    Raises HostNotUnresponsiveError or RemindedRecentlyError.
    """
    require(by, "requests.remind_unresponsive_host", membership)

    membership = _lock_membership(membership)
    if not is_unresponsive(membership):
        raise HostNotUnresponsiveError
    if membership.nudged_at is None:
        next_reminder_on = timezone.localdate()
    else:
        next_reminder_on = timezone.localtime(
            membership.nudged_at + settings.HOSTING_NUDGE_AGAIN_AFTER
        ).date()
    if next_reminder_on > timezone.localdate():
        raise RemindedRecentlyError(day=format_day(next_reminder_on))

    membership.nudged_at = timezone.now()
    membership.save(update_fields=["nudged_at"])
    audit.record(by, "host.nudged", membership)

    notifications.remind_host(membership, by)
    return membership


@transaction.atomic
def pause_unresponsive_host(*, membership: Membership, reason: str, by: User) -> list[Offer]:
    """Pause what a host offers here who didn't answer a nudge either. They open it again at will.

    Raises HostNotUnresponsiveError or NotRemindedError. Agreements stand.
    """
    require(by, "requests.pause_unresponsive_host", membership)

    offers = Offer.objects.select_for_update(no_key=True).of_host(membership.person).order_by("pk")
    offers_to_pause = list(
        offers.filter(community=membership.community_id, live=True, state=OfferState.OPEN)
    )
    membership = _lock_membership(membership)
    if not is_unresponsive(membership):
        raise HostNotUnresponsiveError
    if not may_be_paused(membership):
        raise NotRemindedError(days=settings.HOSTING_PARK_AFTER.days)

    for offer in offers_to_pause:
        transition_offer(offer, OfferState.PAUSED)
        audit.record(by, "offer.parked", offer.specific)
        offer_withdrawn.send(sender=Offer, offer=offer)
    membership.nudged_at = None  # who opens again is asked again before they are parked again
    membership.save(update_fields=["nudged_at"])
    audit.record(by, "host.parked", membership, offers=len(offers_to_pause))

    notifications.notify_host_of_pause(membership, reason, by)
    return offers_to_pause


def may_be_paused(membership: Membership) -> bool:
    """A nudge has had its time."""
    nudged_at = membership.nudged_at
    return nudged_at is not None and nudged_at <= timezone.now() - settings.HOSTING_PARK_AFTER


def _lock_membership(membership: Membership) -> Membership:
    """After the offers, as whoever hands one in does: nobody waits for the other."""
    rows = Membership.objects.select_related("community", "person")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
