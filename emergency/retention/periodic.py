"""What the clock forgets."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.retention.actions.purging import purge
from emergency.retention.errors import KeptYetError


@shared_task(name="emergency.purge_closed")
def purge_closed() -> int:
    """The day that the rules name has come: people are forgotten, numbers stay."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.CLOSED),
        lambda activation: purge(activation=activation, by=SYSTEM),
        ignoring=(KeptYetError, IllegalTransitionError),  # too early, or done by hand meanwhile
    )
