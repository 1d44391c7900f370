"""What the clock does with an emergency itself."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.actions.activations import end
from emergency.activations.actions.switching import settle_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.states.activations import ActivationState


@shared_task(name="emergency.end_unrenewed")
def end_unrenewed() -> int:
    """Nobody decided anew in time: no new request from today on, and everybody is told."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        end_if_unrenewed,
        ignoring=IllegalTransitionError,  # ended by hand since the list was made
    )


def end_if_unrenewed(activation: Activation) -> None:
    """Most of those that run have been decided anew in time."""
    if activation.is_past_review:
        end(activation=activation, by=SYSTEM)


@shared_task(name="emergency.settle_switches")
def settle_switches() -> int:
    """Changes of the switch whose quarter of an hour is over, and those no one confirmed."""
    return for_each_row(
        SwitchProposal.objects.due(), lambda proposal: settle_switch(proposal=proposal, by=SYSTEM)
    )
