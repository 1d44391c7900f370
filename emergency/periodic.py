"""What the clock does in an emergency. It flags, parks and takes in; it ends nobody's request."""

from contextlib import suppress

from celery import shared_task

from commons.accounts.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.actions.activations import end
from emergency.actions.intake import take_in
from emergency.actions.offers import park_offer
from emergency.enums import ActivationState
from emergency.models import Activation, HousingOffer, Submission


@shared_task(name="emergency.take_in_waiting")
def take_in_waiting() -> None:
    """What the doors received becomes requests, offers and helpers."""
    for submission in Submission.objects.waiting().select_related("activation"):
        take_in(submission=submission, by=SYSTEM)


@shared_task(name="emergency.park_silent_offers")
def park_silent_offers() -> None:
    for offer in HousingOffer.objects.stale():
        with suppress(IllegalTransitionError):  # withdrawn since the list was made
            park_offer(offer=offer, by=SYSTEM)


@shared_task(name="emergency.end_unrenewed")
def end_unrenewed() -> None:
    """Nobody decided anew in time: no new request from today on, and everybody is told."""
    for activation in Activation.objects.filter(state=ActivationState.ACTIVE):
        if activation.review_on is not None and activation.review_on < activation.today():
            end(activation=activation, by=SYSTEM)
