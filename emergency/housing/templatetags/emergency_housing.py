"""Looks and links that pages about a request or a home need."""

from __future__ import annotations

from typing import Final

from django import template
from django.conf import settings

from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import RequestState
from emergency.intake.models.submissions import Submission

register = template.Library()


LOOKS: Final[dict[str, str]] = {
    RequestState.SUBMITTED: "sent",
    RequestState.NEEDS_INFO: "late",
    RequestState.PROPOSED: "tentative",
    RequestState.CONFIRMED: "agreed",
    RequestState.HOUSED: "agreed",
    RequestState.INELIGIBLE: "declined",
    PlacementState.CHECKED_IN: "agreed",
    PlacementState.BROKEN_DOWN: "late",
    PlacementState.NO_SHOW: "late",
    OfferState.LIVE: "open",
    OfferState.PARKED: "late",
    OfferState.REFUSED: "declined",
    OfferState.SUSPENDED: "declined",
    RequestState.WITHDRAWN: "expired",
    RequestState.COMPLETED: "expired",
}


@register.filter
def status_link(submission: Submission) -> str:
    """The magic link whole, to take along."""
    return f"{settings.BASE_URL}{submission.get_absolute_url()}"


@register.filter
def status_look(state: str) -> str:
    """Which of the looks of components/status.html a state of ours has."""
    return LOOKS.get(state, "waiting")
