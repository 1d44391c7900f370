"""An offer is put into a step, in place of a wish or of one that said no."""

from __future__ import annotations

from django.db import transaction

from core.permissions import require
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_change,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.choices import StepKind
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step


@transaction.atomic
def put_offer(*, step: Step, offer: Offer, edit: TripEdit) -> Step:
    """The step becomes this offer, on the same day. What was asked before stays in the room."""
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    steps = Step.objects.filter(trip=trip).select_related("request")
    step = steps.locked(step.pk)
    step.trip = trip
    if not step.is_present:
        raise PartGoneError(part=step)
    if find_earlier(edit):
        return step
    require_unchanged(step, edit)
    if step.stands:
        raise AlreadyAskedError

    before = step.snapshot()
    step.kind, step.title = StepKind.OFFER, offer.title
    step.offer, step.session, step.request = offer, None, None
    step.version = record_change(
        trip, step, Verb.CHANGED, edit, before=before, after=step.snapshot()
    ).number
    step.save()
    return step
