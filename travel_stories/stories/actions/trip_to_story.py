"""A trip becomes the draft of a story: its days are chapters, its places and hosts are blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from commons.accounts.models import User
from core.permissions import require
from core.text.rich_text import clean_html
from hosting.offers.models.offers import Offer
from hosting.requests.states import RequestState
from travel_stories.collaboration.ranks import APART
from travel_stories.stories.actions.stories import begin_story
from travel_stories.stories.choices import BlockKind, Season
from travel_stories.stories.errors.stories import NothingToTellError
from travel_stories.stories.models.blocks import Block, Chapter
from travel_stories.stories.models.stories import Story
from travel_stories.stories.validators import MOST_BLOCKS, MOST_CHAPTERS
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

MET: Final = frozenset({RequestState.AGREED, RequestState.COMPLETED})
SEASONS: Final = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)


@transaction.atomic
def begin_story_of_trip(*, trip: Trip, key: UUID, by: TripMember) -> Story:
    """A draft that only its authors see. Hosts appear where both sides had agreed; who was meant
    to be where, exact spots, money and papers stay in the trip. Raises NothingToTellError.
    """
    require(by, "trips.tell_trip", trip)

    steps = _steps(trip)
    if not steps:
        raise NothingToTellError
    person = User.objects.get(pk=by.person_id)
    # By the month, as one says it in the north.
    story = begin_story(
        words={
            "title": trip.title,
            "language": (get_language() or "fr")[:2],
            "travelled_as": trip.kind,
            "locality": trip.locality,
            "season": "" if trip.starts_on is None else SEASONS[trip.starts_on.month % 12 // 3],
        },
        key=key,
        by=person,
        trip=trip,
    )
    if Block.objects.filter(chapter__story=story).exists():
        return story  # the same press again

    story.chapters.all().delete()
    days: dict[int | None, list[Step]] = {}
    for step in steps:
        days.setdefault(step.day, []).append(step)
    for place, (day, own) in enumerate(list(days.items())[:MOST_CHAPTERS], start=1):
        chapter = Chapter(story=story, on=trip.date_of(day), rank=place * APART)
        # A chapter is called by its first place; the authors find something better.
        chapter.title = next((step.locality.name for step in own if step.locality), "")
        chapter.version = chapter.placed = chapter.story.version
        chapter.save()
        Block.objects.bulk_create(_blocks(chapter, own))
    return story


def _steps(trip: Trip) -> list[Step]:
    """What has a day and something to say."""
    public = set(Offer.objects.public().filter(pk__in=trip.steps.values("offer")).values_list("pk"))
    steps = trip.steps.present().exclude(day=None).exclude(kind=StepKind.LEG).in_order()
    chosen = []
    for step in steps.select_related("locality", "offer__place__locality", "request"):
        met = step.request is not None and step.request.state in MET
        step.offer = step.offer if met and (step.offer_id,) in public else None
        if step.offer or step.locality or step.words:
            chosen.append(step)
    return chosen[:MOST_BLOCKS]


def _blocks(chapter: Chapter, steps: Iterable[Step]) -> Iterable[Block]:
    for place, step in enumerate(steps, start=1):
        if step.offer is not None:
            kind = BlockKind.OFFER
        else:
            kind = BlockKind.PLACE if step.locality is not None else BlockKind.TEXT
        yield Block(
            chapter=chapter,
            kind=kind,
            title=step.title[:160],
            text=clean_html(step.words),
            locality=None if step.offer else step.locality,
            offer=step.offer,
            rank=place * APART,
            version=chapter.version,
            placed=chapter.placed,
        )
