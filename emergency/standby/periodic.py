"""Hosts whose home is promised, or was lent before, are called."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.standby.actions.re_lending import call_hosts_again
from emergency.standby.actions.standbys import call_standbys


@shared_task(name="emergency.call_standbys")
def call_all_standbys() -> int:
    """Whoever promised a home beforehand hears of an emergency around it."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        lambda activation: call_standbys(activation=activation, by=SYSTEM),
    )


@shared_task(name="emergency.call_hosts_again")
def call_all_hosts_again() -> int:
    """Whoever lent a home in an emergency that is over hears of a new one around it."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        lambda activation: call_hosts_again(activation=activation, by=SYSTEM),
    )
