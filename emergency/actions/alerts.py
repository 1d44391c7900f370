"""Clocks that ran out are said aloud, and stay until somebody has seen it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import Notice, User
from commons.accounts.permissions import Actor, require
from emergency import notifications
from emergency.models import Activation, Alert, HousingRequest


@transaction.atomic
def raise_alerts(*, activation: Activation, by: Actor) -> int:
    """One for each request whose clock ran out; whoever owns it is told, or everybody on duty."""
    require(by, "emergency.raise_alert", activation)

    known = Alert.objects.filter(activation=activation).values_list("request", "due_at")
    told = set(known)
    late = HousingRequest.objects.overdue().filter(activation=activation)
    new = [one for one in late.select_related("owner") if (one.pk, one.next_action_at) not in told]
    Alert.objects.bulk_create(
        [
            Alert(
                activation=activation,
                request=one,
                action=one.next_action,
                due_at=one.next_action_at or timezone.now(),
            )
            for one in new
        ],
        ignore_conflicts=True,
    )
    if new:
        notifications.tell_coordinators(activation, notifications.CLOCKS_RAN_OUT, late=len(new))
    return len(new)


@transaction.atomic
def warn_of_flood(*, activation: Activation, by: Actor) -> bool:
    """More forms came within the hour than people send: whoever is on duty hears it, once in it."""
    require(by, "emergency.raise_alert", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    came = activation.submissions.filter(received_at__gt=an_hour_ago).count()
    told = Notice.objects.about(activation).filter(template=notifications.FLOODED)
    if came <= settings.EMERGENCY_FLOOD or told.filter(at__gt=an_hour_ago).exists():
        return False
    notifications.tell_coordinators(activation, notifications.FLOODED, came=came)
    return True


@transaction.atomic
def acknowledge(*, request: HousingRequest, by: User) -> None:
    """Seen by a person, with their name. The clock itself goes on."""
    require(by, "emergency.coordinate", request)

    unseen = Alert.objects.unseen().filter(request=request)
    if unseen.update(seen_at=timezone.now(), seen_by=by):
        audit.record(by, "housing_request.alert_seen", request)
