"""How a change of an itinerary is locked, numbered, and refused when it comes too late."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from core.permissions import require
from travel_stories.collaboration.actions.publication import transition
from travel_stories.itineraries.errors import (
    ItineraryChangedError,
    ItineraryGoneError,
    ItineraryUnderReviewError,
)
from travel_stories.itineraries.models.itineraries import Composer, Itinerary, Stage
from travel_stories.itineraries.states import ItineraryState


def lock_itinerary(itinerary: Itinerary, by: User) -> Itinerary:
    """The row that puts all changes in one line; `by` has written in it from then on.

    Whoever changes what was published, sent back or withdrawn begins a new draft of it.
    """
    locked = Itinerary.objects.locked(itinerary.pk)
    if locked.state == ItineraryState.DELETED:
        raise ItineraryGoneError
    if not locked.is_writable:
        raise ItineraryUnderReviewError
    if locked.state != ItineraryState.DRAFT:
        transition(locked, ItineraryState.DRAFT, by=by, reason=locked.reason)
    record_composer(locked, by)
    return locked


def record_composer(itinerary: Itinerary, by: User) -> Composer:
    """From the first change on: whoever wrote in it never publishes it."""
    named = {"credit": by.display_name[:80]}
    composer, _new = Composer.objects.get_or_create(itinerary=itinerary, person=by, defaults=named)
    return composer


def require_current(part: Itinerary | Stage, based_on: int) -> None:
    """Refuse words that were written on something older."""
    if based_on < part.version:
        raise ItineraryChangedError(part=part)


@transaction.atomic
def change_composer_credit(*, composer: Composer, credit: str, by: User) -> Composer:
    """Be named otherwise, or not at all: in what is public too, at once."""
    require(by, "itineraries.change_composer_credit", composer)

    composer.credit = credit.strip()
    composer.save(update_fields=["credit"])
    return composer
