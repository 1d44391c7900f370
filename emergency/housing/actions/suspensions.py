"""A host answers a suspension, and somebody who wasn't part of it decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.actions.states import transition
from emergency.activations.choices import Noun
from emergency.activations.models.actors import auditor
from emergency.activations.notifications import notify_coordinators
from emergency.housing import notifications
from emergency.housing.actions.offers import lock_offer, reinstate_offer
from emergency.housing.actions.requests import require_reason
from emergency.housing.errors.extensions import OwnDecisionError
from emergency.housing.models.suspensions import Suspension
from emergency.housing.states.extensions import SUSPENSION_TRANSITIONS, SuspensionState
from emergency.intake.models.parties import Acting, Party

DECIDED_WITHIN: Final = timedelta(days=3)


@transaction.atomic
def appeal(*, suspension: Suspension, words: str, by: Party | User) -> Suspension:
    """The host says how they see it. From now on a clock runs, and another person decides."""
    require(by, "emergency_housing.manage_offer", suspension.offer)
    require_reason(words)

    suspension = _locked(suspension)
    now = timezone.now()
    suspension.appeal = words.strip()
    due = now + DECIDED_WITHIN
    suspension.appealed_at, suspension.due_at = now, due
    transition_suspension(
        suspension, SuspensionState.APPEALED, by, also=("appeal", "appealed_at", "due_at")
    )

    until = notifications.moment_there(suspension.activation, due)
    data = {"reference": suspension.offer.reference, "until": until}
    notify_coordinators(suspension.activation, notifications.APPEAL_MADE, **data)
    return suspension


@transaction.atomic
def uphold(*, suspension: Suspension, reason: str, by: User) -> Suspension:
    """It stands, with the reason that the host reads. Raises OwnDecisionError."""
    require(by, "emergency_activations.coordinate_activation", suspension)
    require_reason(reason)

    suspension = _locked(suspension)
    if suspension.by_id == by.pk:
        raise OwnDecisionError
    suspension.decision, suspension.decided_by = reason, by
    suspension.decided_at = timezone.now()
    decided = ("decision", "decided_by", "decided_at")
    transition_suspension(suspension, SuspensionState.UPHELD, by, also=decided)

    offer = suspension.offer
    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, notifications.APPEAL_DECIDED)
    return suspension


@transaction.atomic
def lift(*, suspension: Suspension, reason: str, by: User) -> Suspension:
    """The home may be proposed again. After an appeal another person says so."""
    require(by, "emergency_activations.coordinate_activation", suspension)

    reinstate_offer(offer=suspension.offer, reason=reason, by=by)
    suspension.refresh_from_db()
    return suspension


@transaction.atomic
def warn_of_appeal(*, suspension: Suspension, by: Actor) -> Suspension:
    """Three days are over and nobody decided: everybody on duty hears it, once."""
    require(by, "emergency_housing.warn_of_appeal", suspension)

    suspension = _locked(suspension)
    if suspension.state != SuspensionState.APPEALED or suspension.warned_at is not None:
        return suspension
    suspension.warned_at = timezone.now()
    suspension.save(update_fields=["warned_at"])
    audit.record(by, "suspension.late", suspension)

    reference = suspension.offer.reference
    notify_coordinators(suspension.activation, notifications.APPEAL_WAITS, reference=reference)
    return suspension


def _locked(suspension: Suspension) -> Suspension:
    """The home first, as everywhere."""
    offer = lock_offer(suspension.offer)
    rows = Suspension.objects.select_for_update(of=("self",)).select_related("activation")
    locked = rows.get(pk=suspension.pk)
    locked.offer = offer
    return locked


def transition_suspension(
    suspension: Suspension, new: SuspensionState, by: Acting, *, also: tuple[str, ...]
) -> None:
    transition(
        suspension, new, noun=Noun.SUSPENSION, table=SUSPENSION_TRANSITIONS, by=by, also=also
    )
    audit.record(auditor(by), f"suspension.{new}", suspension)
