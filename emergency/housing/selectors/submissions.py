"""Submissions by what came of them."""

from __future__ import annotations

from django.db.models import Q

from emergency.activations.states.activations import ActivationState
from emergency.housing.states.offers import OVER, OfferState
from emergency.housing.states.requests import ENDED
from emergency.intake.models.submissions import Submission, SubmissionQuerySet


def submissions_to_tell_of_end() -> SubmissionQuerySet:
    """Of an emergency that is ending: requests and homes that count, whose people don't know.

    What nobody has taken in yet waits until it is one of these.
    """
    waits = Q(housing_request__isnull=False) & ~Q(housing_request__state__in=ENDED)
    lent = Q(housing_offer__isnull=False) & ~Q(
        housing_offer__state__in=(*OVER, OfferState.SUSPENDED)
    )
    rows: SubmissionQuerySet = Submission.objects.filter(
        waits | lent,
        activation__state=ActivationState.WINDING_DOWN,
        end_notified_at=None,
    )
    return rows.order_by("pk")
