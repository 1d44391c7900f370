"""Ideas come up, members say what they think of them, and an organiser puts them into the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_addition,
    record_change,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_decisions.errors import TooManyIdeasError
from travel_stories.trip_decisions.models.deciding import Idea, Voice
from travel_stories.trip_decisions.validators import MOST_IDEAS
from travel_stories.trips.actions.parts import present
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def add_idea(*, trip: Trip, words: Mapping[str, Any], edit: TripEdit) -> Idea:
    """Put an idea before the group. Raises TooManyIdeasError."""
    require(edit.by, "trip_decisions.decide", trip)

    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Idea.objects.get(pk=known.part)
    if trip.ideas.present().count() >= MOST_IDEAS:
        raise TooManyIdeasError(most=MOST_IDEAS)

    idea = Idea(trip=trip, by=edit.by).assign_words(words)
    idea.save()
    record_addition(trip, idea, edit)
    return idea


@transaction.atomic
def change_idea(*, idea: Idea, words: Mapping[str, Any], edit: TripEdit) -> Idea:
    """Say it in other words. Raises ChangedMeanwhileError."""
    require(edit.by, "trip_decisions.change_idea", idea)

    trip = lock_trip(idea.trip)
    idea = present(idea, trip)
    if find_earlier(edit):
        return idea
    require_unchanged(idea, edit)

    before = idea.snapshot()
    idea.assign_words(words)
    after = idea.snapshot()
    idea.version = record_change(trip, idea, Verb.CHANGED, edit, before=before, after=after).number
    idea.save()
    return idea


@transaction.atomic
def give_voice(*, idea: Idea, opinion: str, edit: TripEdit) -> Voice:
    """For, against or whatever; an empty opinion takes the voice back.

    Nobody else writes it, so there is nothing to be based on: the member's last word counts.
    """
    require(edit.by, "trip_decisions.decide", idea.trip)

    trip = lock_trip(idea.trip)
    idea = present(idea, trip)
    voice, _new = Voice.objects.get_or_create(idea=idea, by=edit.by)
    if find_earlier(edit):
        return voice

    before, voice.opinion = voice.snapshot(), opinion
    after = voice.snapshot()
    voice.version = record_change(
        trip, voice, Verb.CHANGED, edit, before=before, after=after
    ).number
    voice.save()
    return voice


@transaction.atomic
def take_idea(*, idea: Idea, day: int | None, edit: TripEdit) -> Step:
    """Make a step of it, once: whoever presses later finds the step that is there already."""
    require(edit.by, "trip_decisions.take_up", idea.trip)

    trip = lock_trip(idea.trip)
    idea = present(idea, trip)
    if idea.planned is not None and not find_earlier(edit):
        return idea.planned

    step = add_step(trip=trip, words=step_words(idea) | {"day": day}, edit=edit)
    idea.step = step
    idea.save(update_fields=["step"])
    return step


def step_words(idea: Idea) -> dict[str, Any]:
    """What a step of the plan says of it; a link stays readable among its words."""
    return {
        "kind": StepKind.OFFER if idea.offer_id else StepKind.WISH,
        "title": idea.title,
        "words": "\n".join(part for part in (idea.words, idea.link) if part)[:4000],
        "offer": idea.offer,
        "locality": idea.locality,
        "spot": idea.spot,
    }
