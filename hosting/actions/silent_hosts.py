"""A host who lets requests go out without a word: asked gently first, parked later, with notice."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from core.states import require_transition
from core.words import day_in_words
from hosting.enums import OFFER_TRANSITIONS, OfferState
from hosting.errors.attestations import NotNudgedError, NotSilentError, NudgedLatelyError
from hosting.models import Membership, Offer
from hosting.notifications import silent_hosts as notifications
from hosting.queries.silence import is_silent
from hosting.signals import offer_withdrawn


@transaction.atomic
def nudge_host(*, membership: Membership, by: User) -> Membership:
    """Ask a silent host whether they still receive. Raises NotSilentError or NudgedLatelyError."""
    require(by, "hosting.nudge_host", membership)

    membership = _locked(membership)
    if not is_silent(membership):
        raise NotSilentError
    if (again := _may_be_nudged_on(membership)) > timezone.localdate():
        raise NudgedLatelyError(day=day_in_words(again))

    membership.nudged_at = timezone.now()
    membership.save(update_fields=["nudged_at"])
    audit.record(by, "host.nudged", membership)

    notifications.nudge(membership, by)
    return membership


@transaction.atomic
def park_host(*, membership: Membership, reason: str, by: User) -> list[Offer]:
    """Pause what a host offers here who didn't answer a nudge either. They open it again at will.

    Raises NotSilentError or NotNudgedError. Agreements stand.
    """
    require(by, "hosting.park_host", membership)

    offers = Offer.objects.select_for_update(no_key=True).of_host(membership.person).order_by("pk")
    shown = list(offers.filter(community=membership.community_id, live=True, state=OfferState.OPEN))
    membership = _locked(membership)
    if not is_silent(membership):
        raise NotSilentError
    if not may_be_parked(membership):
        raise NotNudgedError(days=settings.HOSTING_PARK_AFTER.days)

    for offer in shown:
        _park(offer, by)
    membership.nudged_at = None  # who opens again is asked again before they are parked again
    membership.save(update_fields=["nudged_at"])
    audit.record(by, "host.parked", membership, offers=len(shown))

    notifications.tell_host_of_parking(membership, reason, by)
    return shown


def may_be_parked(membership: Membership) -> bool:
    """A nudge has had its time."""
    nudged_at = membership.nudged_at
    return nudged_at is not None and nudged_at <= timezone.now() - settings.HOSTING_PARK_AFTER


def _park(offer: Offer, by: User) -> None:
    require_transition(OFFER_TRANSITIONS, offer.state, OfferState.PAUSED)
    offer.state = OfferState.PAUSED
    offer.save(update_fields=["state"])
    audit.record(by, "offer.parked", offer.specific)
    offer_withdrawn.send(sender=Offer, offer=offer)


def _locked(membership: Membership) -> Membership:
    """After the offers, as whoever hands one in does: nobody waits for the other."""
    rows = Membership.objects.select_related("community", "person")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)


def _may_be_nudged_on(membership: Membership) -> date:
    if membership.nudged_at is None:
        return timezone.localdate()
    return timezone.localtime(membership.nudged_at + settings.HOSTING_NUDGE_AGAIN_AFTER).date()
