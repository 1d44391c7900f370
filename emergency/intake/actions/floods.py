"""More forms than people send: whoever is on duty looks whether they are people."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.notifications.models import Notice
from core.permissions import require
from emergency.activations.models.activations import Activation
from emergency.activations.notifications import notify_coordinators
from emergency.intake.notifications import FLOODED


@transaction.atomic
def warn_of_flood(*, activation: Activation, by: Actor) -> bool:
    """More forms came within the hour than people send: whoever is on duty hears it, once in it."""
    require(by, "emergency_activations.raise_alert", activation)

    activation = Activation.objects.locked(activation.pk)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    came = activation.submissions.filter(received_at__gt=an_hour_ago).count()
    warnings = Notice.objects.about(activation).filter(template=FLOODED)
    if came <= settings.EMERGENCY_FLOOD or warnings.filter(at__gt=an_hour_ago).exists():
        return False
    notify_coordinators(activation, FLOODED, came=came)
    return True
