"""Refusals when something is added to a trip from elsewhere on the site."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class OfferNotOpenError(DomainError):
    message = _("This offer is no longer available. Choose another one.")


class BeforeFirstDayError(DomainError):
    message = _("This day is before the trip starts. Choose a later day, or start a new trip.")


class LongAfterTripError(DomainError):
    message = _("This day is after the trip ends. Choose an earlier day, or start a new trip.")


class RequestEndedError(DomainError):
    message = _("This request has ended. Send a new one from the trip.")


class AttachedAlreadyError(DomainError):
    message = _(
        "This request already belongs to another trip. Follow it in that "
        "trip, or choose another request."
    )


class RequestNotForStepError(DomainError):
    message = _(
        "This request has different dates or a different offer from this "
        "step, so it can’t be attached. Choose another request, or "
        "change the step first."
    )


class TripTooShortForStayError(DomainError):
    """`days` is how many the trip would have."""

    message = _(
        "The stay ends after the trip. Accept the trip’s new end date, or choose other dates or "
        "another trip."
    )


class SeveralStepsError(DomainError):
    message = _("The trip has several steps for this offer. Choose the one this request is for.")


class StayBeyondTripError(DomainError):
    message = _(
        "This stay ends after the trip. Choose fewer nights or an earlier day, or ask an "
        "organiser to make the trip longer."
    )
