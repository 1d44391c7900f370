"""From a draft that hosts compose to what everybody reads: somebody else has read it before."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from commons.accounts.models import User
from core.permissions import require
from core.states import require_transition
from hosting.offers.models.offers import Offer
from search.upkeep.actions import note_stories
from travel_stories.collaboration.actions.publication import require_reviewer, transition
from travel_stories.itineraries import notifications
from travel_stories.itineraries.actions.changes import record_composer
from travel_stories.itineraries.errors import (
    ItineraryGoneError,
    OfferClosedError,
    TooFewStagesError,
)
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.itineraries.presenters.itinerary_search import search_key
from travel_stories.itineraries.states import ITINERARY_TRANSITIONS, ItineraryState
from travel_stories.itineraries.validators import LEAST_STAGES
from travel_stories.stories.errors.publication import ReasonMissingError


@transaction.atomic
def submit_itinerary(*, itinerary: Itinerary, by: User) -> Itinerary:
    """Hand it to somebody else to read. Raises TooFewStagesError, OfferClosedError."""
    require(by, "itineraries.write_itinerary", itinerary)

    itinerary = _locked(itinerary)
    if itinerary.state == ItineraryState.SUBMITTED:
        return itinerary
    _require_whole(itinerary)
    record_composer(itinerary, by)
    if itinerary.state == ItineraryState.WITHDRAWN:  # nobody has to change a word for it
        transition(itinerary, ItineraryState.DRAFT, by=by)
    transition(itinerary, ItineraryState.SUBMITTED, by=by)

    notifications.notify_itinerary_reviewers(itinerary, by=by)
    return itinerary


@transaction.atomic
def withdraw_itinerary_submission(*, itinerary: Itinerary, by: User) -> Itinerary:
    """To write on, before anybody has decided."""
    require(by, "itineraries.write_itinerary", itinerary)

    itinerary = _locked(itinerary)
    transition(itinerary, ItineraryState.DRAFT, by=by)
    return itinerary


@transaction.atomic
def publish_itinerary(*, itinerary: Itinerary, seen: int, by: User) -> Itinerary:
    """Everybody reads it from now on, as it was read by `by`. `seen` is the number of its draft."""
    require(by, "itineraries.read_itinerary", itinerary)

    itinerary = _locked(itinerary)
    require_reviewer(itinerary, by, seen=seen)
    require_transition(ITINERARY_TRANSITIONS, itinerary.state, ItineraryState.PUBLISHED)
    _require_whole(itinerary)

    _freeze(itinerary)
    transition(itinerary, ItineraryState.PUBLISHED, by=by)

    notifications.notify_composers(itinerary, notifications.ITINERARY_PUBLISHED)
    return itinerary


@transaction.atomic
def request_itinerary_changes(
    *, itinerary: Itinerary, reason: str, seen: int, by: User
) -> Itinerary:
    """Ask for a change, with a reason. What is public stays public."""
    require(by, "itineraries.read_itinerary", itinerary)

    itinerary = _locked(itinerary)
    require_reviewer(itinerary, by, seen=seen)
    if not reason.strip():
        raise ReasonMissingError
    transition(itinerary, ItineraryState.SENT_BACK, by=by, reason=reason)

    notifications.notify_composers(itinerary, notifications.ITINERARY_SENT_BACK, reason=reason)
    return itinerary


@transaction.atomic
def withdraw_itinerary(*, itinerary: Itinerary, by: User) -> Itinerary:
    """Its composers take it off the public pages. The draft stays theirs."""
    require(by, "itineraries.withdraw_itinerary", itinerary)

    itinerary = _locked(itinerary)
    ItineraryEdition.objects.filter(itinerary=itinerary).delete()
    note_stories([search_key(itinerary.pk)])
    transition(itinerary, ItineraryState.WITHDRAWN, by=by)
    return itinerary


def _locked(itinerary: Itinerary) -> Itinerary:
    locked = Itinerary.objects.locked(itinerary.pk)
    if locked.state == ItineraryState.DELETED:
        raise ItineraryGoneError
    return locked


def _require_whole(itinerary: Itinerary) -> None:
    """It leads somewhere, and every door on it is open today."""
    stages = itinerary.stages.present()
    if stages.count() < LEAST_STAGES:
        raise TooFewStagesError
    public = Offer.objects.public().values("pk")
    closed = stages.exclude(offer=None).exclude(offer__in=public).select_related("offer").first()
    if closed is not None:
        raise OfferClosedError(title=closed.title or closed.offer)


def _freeze(itinerary: Itinerary) -> ItineraryEdition:
    """The edition becomes what the draft says today."""
    now = timezone.now()
    edition = ItineraryEdition.objects.filter(itinerary=itinerary).first()
    edition = edition or ItineraryEdition(itinerary=itinerary, published_at=now)
    words = itinerary.snapshot()
    edition.take(words)
    edition.number, edition.updated_at = itinerary.last_number, now
    edition.save()
    edition.take_lists(words)
    edition.stages.all().delete()
    frozen = []
    for stage in itinerary.stages.present().in_order():
        row = EditionStage(edition=edition, public_id=stage.public_id)
        row.take(stage.snapshot() | {name: getattr(stage, name) for name in Stage.PLACE})
        frozen.append(row)
    EditionStage.objects.bulk_create(frozen)
    note_stories([search_key(itinerary.pk)])
    if not itinerary.slug:
        itinerary.slug = slugify(itinerary.title)[:140]
        itinerary.save(update_fields=["slug"])
    return edition
