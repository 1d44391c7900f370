"""Clocks that ran out are said aloud, and stay until somebody has seen it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.models.activations import Activation
from emergency.activations.notifications import notify_coordinators
from emergency.housing import notifications
from emergency.housing.models.alerts import Alert
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import NextAction

ENTRY_PATIENCE: Final = timedelta(hours=4)  # after the reminder, before people are told


@transaction.atomic
def raise_alerts(*, activation: Activation, by: Actor) -> int:
    """One for each request whose clock ran out; whoever owns it is told, or everybody on duty.

    And one for each guest who comes soon to a home that nobody said how to get into.
    """
    require(by, "emergency_activations.raise_alert", activation)

    known = Alert.objects.filter(activation=activation).values_list("request", "due_at")
    known_clocks = set(known)
    late = HousingRequest.objects.overdue().filter(activation=activation)
    new = [
        one
        for one in late.select_related("owner")
        if (one.pk, one.next_action_at) not in known_clocks
    ]
    alerts = [
        Alert(
            activation=activation,
            request=one,
            action=one.next_action,
            due_at=one.next_action_at or timezone.now(),
        )
        for one in new
    ]
    # The host was reminded and said nothing; on the first day there is no time to wait.
    patient = Q(entry_asked_at__gt=timezone.now() - ENTRY_PATIENCE, check_in__gt=activation.today())
    asked = Placement.objects.without_entry().filter(activation=activation)
    alerts += [
        Alert(
            activation=activation,
            request_id=stay.request_id,
            action=NextAction.ENTRY,
            due_at=stay.entry_asked_at or timezone.now(),
        )
        for stay in asked.exclude(entry_asked_at=None).exclude(patient)
        if (stay.request_id, stay.entry_asked_at) not in known_clocks
    ]
    Alert.objects.bulk_create(alerts, ignore_conflicts=True)
    if alerts:
        notify_coordinators(activation, notifications.CLOCKS_RAN_OUT, late=len(alerts))
    return len(alerts)


@transaction.atomic
def acknowledge(*, request: HousingRequest, by: User) -> None:
    """Seen by a person, with their name. The clock itself goes on."""
    require(by, "emergency_activations.coordinate_activation", request)

    unseen = Alert.objects.unseen().filter(request=request)
    if unseen.update(seen_at=timezone.now(), seen_by=by):
        audit.record(by, "housing_request.alert_seen", request)
