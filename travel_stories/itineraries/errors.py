"""Refusals when hosts compose an itinerary, and when somebody takes it over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class ItineraryUnderReviewError(DomainError):
    message = _("This itinerary is in review. Withdraw it from review to keep editing.")


class ItineraryGoneError(DomainError):
    message = _(
        "This itinerary has been deleted, so it can’t be changed any more. "
        "Go back to your itineraries."
    )


class ItineraryChangedError(DomainError):
    message = _(
        "Someone else made changes while you were writing. Nothing is "
        "lost: your text is still here. Compare the two versions below, "
        "then save what you want to keep."
    )


class StageGoneError(DomainError):
    message = _("Someone has removed this step. You can restore it from the list below the steps.")


class StageDayError(DomainError):
    message = ngettext_lazy(
        "This itinerary has %(days)s day. Choose that day.",
        "This itinerary has %(days)s days. Choose one of them.",
        "days",
    )


class TooManyStagesError(DomainError):
    message = _("An itinerary can have up to %(most)s steps. Remove one to add another.")


class TooFewStagesError(DomainError):
    message = _(
        "An itinerary needs at least two steps. Add more steps before you submit it for review."
    )


class StagesBeyondError(DomainError):
    message = _("There are steps after day %(days)s. Move them to an earlier day first.")


class OfferClosedError(DomainError):
    message = _("“%(title)s” is currently unavailable. Remove this step or choose something else.")


class StoryNotPublicError(DomainError):
    message = _("This story isn’t public. Choose another one.")


class OwnItineraryError(DomainError):
    message = _("You helped create this itinerary, so someone else has to review it.")


class NotAsReadError(DomainError):
    message = _("This itinerary has changed since you opened it. Read it again before you decide.")


class BeforeTheTripError(DomainError):
    message = _("That day isn’t part of this trip. Choose one of the trip’s days.")


class TripTooShortError(DomainError):
    message = _(
        "If it starts on that day, this itinerary ends after the trip. "
        "Choose an earlier day, or ask an organiser to make the trip "
        "longer."
    )
