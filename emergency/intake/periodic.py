"""What the clock does with submitted forms."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.intake.actions.floods import warn_of_flood
from emergency.intake.actions.submissions import process_submission
from emergency.intake.models.submissions import Submission


@shared_task(name="emergency.take_in_waiting")
def process_waiting_submissions() -> int:
    """Submitted forms become requests, offers and helpers."""
    return for_each_row(
        Submission.objects.waiting().select_related("activation"),
        lambda submission: process_submission(submission=submission, by=SYSTEM),
    )


@shared_task(name="emergency.watch_doors")
def watch_for_floods() -> int:
    """More forms than people send: somebody looks whether they are people."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        lambda activation: warn_of_flood(activation=activation, by=SYSTEM),
    )
