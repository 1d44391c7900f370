"""Refusals when hosts compose an itinerary, and when somebody takes it over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class ItineraryUnderReviewError(DomainError):
    message = _("This itinerary is handed in and being read. Take it back to write on.")


class ItineraryGoneError(DomainError):
    message = _("Somebody has thrown this itinerary away.")


class ItineraryChangedError(DomainError):
    message = _(
        "Somebody else changed this while you were writing. Nothing is lost: your words are still "
        "here. Look at theirs below, then keep what shall stay."
    )


class StageGoneError(DomainError):
    message = _("Somebody has taken this step out meanwhile. You find it below the steps.")


class StageDayError(DomainError):
    message = ngettext_lazy(
        "This itinerary has %(days)s day. Choose it.",
        "This itinerary has %(days)s days. Choose one of them.",
        "days",
    )


class TooManyStagesError(DomainError):
    message = _("An itinerary has at most %(most)s steps.")


class TooFewStagesError(DomainError):
    message = _("An itinerary leads from somewhere to somewhere: it needs at least two steps.")


class StagesBeyondError(DomainError):
    message = _("There are steps on the days after day %(days)s. Move them first.")


class OfferClosedError(DomainError):
    message = _("“%(title)s” can’t be shown just now. Take it out, or put another one there.")


class StoryNotPublicError(DomainError):
    message = _("This story isn’t public.")


class OwnItineraryError(DomainError):
    message = _("You have written in this itinerary. Somebody else reads it.")


class NotAsReadError(DomainError):
    message = _("This isn’t the itinerary that you have read. Please read it again.")


class BeforeTheTripError(DomainError):
    message = _("This trip begins on another day. Choose a day on which it is under way.")


class TripTooShortError(DomainError):
    message = _(
        "From that day on the trip has too few days left for this itinerary. An organiser can make "
        "it longer."
    )
