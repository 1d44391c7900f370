"""Steps come into an itinerary, change, move, and leave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from core.permissions import require
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.actions.changes import make_room, next_number
from travel_stories.collaboration.ranks import rank_at_end
from travel_stories.itineraries.actions.changes import lock_itinerary, require_current
from travel_stories.itineraries.errors import (
    OfferClosedError,
    StageDayError,
    StageGoneError,
    StoryNotPublicError,
    TooManyStagesError,
)
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.itineraries.validators import MOST_STAGES
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.models.stories import Story


@transaction.atomic
def add_stage(*, itinerary: Itinerary, words: Mapping[str, Any], key: UUID, by: User) -> Stage:
    """Put a step at the end of its day. The same `key` adds only one."""
    require(by, "itineraries.write_itinerary", itinerary)

    itinerary = lock_itinerary(itinerary, by)
    if known := itinerary.stages.filter(key=key).first():
        return known
    day = words.get("day", 1)
    _require_day(itinerary, day)
    _require_public(words)
    if itinerary.stages.present().count() >= MOST_STAGES:
        raise TooManyStagesError(most=MOST_STAGES)

    others = list(itinerary.stages.present().filter(day=day).in_order())
    stage = Stage(itinerary=itinerary, key=key, day=day, rank=rank_at_end(others))
    stage.assign_words(words)
    stage.version = next_number(itinerary)
    stage.save()
    return stage


@transaction.atomic
def change_stage(*, stage: Stage, words: Mapping[str, Any], based_on: int, by: User) -> Stage:
    """Write a step anew, unless somebody else did so meanwhile: ItineraryChangedError."""
    require(by, "itineraries.write_itinerary", stage.itinerary)

    itinerary = lock_itinerary(stage.itinerary, by)
    stage = _present(stage, itinerary)
    require_current(stage, based_on)
    _require_public(words, current_stage=stage)

    stage.assign_words(words)
    stage.version = next_number(itinerary)
    stage.save()
    return stage


@transaction.atomic
def move_stage(*, stage: Stage, day: int, after: Stage | None, by: User) -> Stage:
    """Put a step behind another one, or at the top of a day."""
    require(by, "itineraries.write_itinerary", stage.itinerary)

    itinerary = lock_itinerary(stage.itinerary, by)
    stage = _present(stage, itinerary)
    _require_day(itinerary, day)

    # Behind what has left this day meanwhile means: at its end.
    there = stage.itinerary.stages.present().filter(day=day)
    others = list(there.exclude(pk=stage.pk).in_order())
    stage.rank = make_room(others, after)
    stage.day = day
    stage.save(update_fields=["day", "rank"])
    next_number(itinerary)
    return stage


@transaction.atomic
def remove_stage(*, stage: Stage, by: User) -> Stage:
    """Take a step out. It can be brought back."""
    require(by, "itineraries.write_itinerary", stage.itinerary)

    itinerary = lock_itinerary(stage.itinerary, by)
    stage = Stage.objects.locked(stage.pk)
    if stage.removed_at is not None:
        return stage

    stage.removed_at, stage.version = timezone.now(), next_number(itinerary)
    stage.save(update_fields=["removed_at", "version"])
    return stage


@transaction.atomic
def restore_stage(*, stage: Stage, by: User) -> Stage:
    """Bring a step back to its day, or to the last one where the itinerary is shorter now."""
    require(by, "itineraries.write_itinerary", stage.itinerary)

    itinerary = lock_itinerary(stage.itinerary, by)
    stage = Stage.objects.locked(stage.pk)
    if stage.removed_at is None:
        return stage
    if itinerary.stages.present().count() >= MOST_STAGES:
        raise TooManyStagesError(most=MOST_STAGES)

    stage.removed_at, stage.version = None, next_number(itinerary)
    stage.day = min(stage.day, itinerary.days)
    stage.save(update_fields=["removed_at", "version", "day"])
    return stage


def _present(stage: Stage, itinerary: Itinerary) -> Stage:
    stage = Stage.objects.locked(stage.pk)
    if stage.removed_at is not None:
        raise StageGoneError
    stage.itinerary = itinerary
    return stage


def _require_day(itinerary: Itinerary, day: int) -> None:
    if not 1 <= day <= itinerary.days:
        raise StageDayError(days=itinerary.days)


def _require_public(words: Mapping[str, Any], *, current_stage: Stage | None = None) -> None:
    """Nobody's draft comes in by its key, not even one's own. What is there already may stay."""
    offer: Offer | None = words.get("offer")
    story: Story | None = words.get("story")
    if (
        offer is not None
        and not (current_stage and current_stage.offer_id == offer.pk)
        and not Offer.objects.public().filter(pk=offer.pk).exists()
    ):
        raise OfferClosedError(title=offer.title)
    if (
        story is not None
        and not (current_stage and current_stage.story_id == story.pk)
        and not StoryListing.objects.filter(story=story).exists()
    ):
        raise StoryNotPublicError
