"""Stories as programs read them: what lists know of them, and nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from commons.media.models import renditions_of
from hosting.offers.schemas import LabelledCode, PhotoSchema, absolute_url, serialize_photo
from travel_stories.stories.choices import Season
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.trips.choices import TripKind


@dataclass(frozen=True, slots=True)
class StorySchema:
    """A story about a trip or a place.

    `files` link to its text, if its licence lets others use it.
    """

    id: str
    url: str
    title: str
    lede: str
    language: str
    authors: str
    licence: str
    licence_url: str
    season: LabelledCode | None
    travelled_as: LabelledCode | None
    themes: list[LabelledCode]
    places: list[str]
    minutes: int
    cover: PhotoSchema | None
    files: dict[str, str]
    published_at: datetime
    updated_at: datetime


def public_stories() -> Any:
    """With everything that is told of them."""
    rows = StoryListing.objects.select_related("story", "cover")
    return rows.prefetch_related("themes", "places__locality", renditions_of("cover"))


def serialize_stories(listings: Iterable[StoryListing]) -> list[StorySchema]:
    """In this order. No read."""
    return [_story(listing) for listing in listings]


def _story(listing: StoryListing) -> StorySchema:
    story = listing.story
    licence = licence_url(story.licence)
    return StorySchema(
        id=story.public_id,
        url=absolute_url(story.get_absolute_url()),
        title=listing.title,
        lede=listing.lede,
        language=listing.language,
        authors=listing.credits,
        licence=story.licence,
        licence_url=licence,
        season=_word(Season, listing.season),
        travelled_as=_word(TripKind, listing.travelled_as),
        themes=[LabelledCode(theme.slug, theme.name) for theme in listing.themes.all()],
        places=list(dict.fromkeys(place.locality.name for place in listing.places.all())),
        minutes=listing.minutes,
        cover=serialize_photo(listing.cover.picture) if listing.cover else None,
        files={
            form: absolute_url(reverse(f"travel_stories:story-{form}", args=[story.address]))
            for form in ("md", "epub", "jsonld")
        }
        if licence
        else {},
        published_at=listing.published_at,
        updated_at=listing.updated_at,
    )


def _word(words: Any, code: str) -> LabelledCode | None:
    return LabelledCode(code, str(words(code).label)) if code else None
