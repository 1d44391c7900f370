"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from emergency.activations.models.activations import Duty
from emergency.activations.signals import duty_ended
from emergency.safety.actions.incidents import call_colleagues


@receiver(duty_ended, dispatch_uid="emergency.call_colleagues")
def call_colleagues_of_duty(sender: type, duty: Duty, **kwargs: Any) -> None:
    call_colleagues(duty.person, duty.activation)
