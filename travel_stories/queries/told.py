"""Stories as programs read them: what lists know of them, and nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from commons.media.models import renditions_of
from hosting.queries.told import PhotoTold, WordTold, absolute, photo_told
from travel_stories.enums import Season, TripKind
from travel_stories.models import Shelf
from travel_stories.queries.story_data import licence_url


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A trip or a place, told. `files` lead to its words where its licence lets others use them."""

    id: str
    url: str
    title: str
    lede: str
    language: str
    authors: str
    licence: str
    licence_url: str
    season: WordTold | None
    travelled_as: WordTold | None
    themes: list[WordTold]
    places: list[str]
    minutes: int
    cover: PhotoTold | None
    files: dict[str, str]
    published_at: datetime
    updated_at: datetime


def public_stories() -> Any:
    """With everything that is told of them."""
    rows = Shelf.objects.select_related("story", "cover")
    return rows.prefetch_related("themes", "places__locality", renditions_of("cover"))


def stories_told(shelves: Iterable[Shelf]) -> list[StoryTold]:
    """In this order. No read."""
    return [_story(shelf) for shelf in shelves]


def _story(shelf: Shelf) -> StoryTold:
    story = shelf.story
    licence = licence_url(story.licence)
    return StoryTold(
        id=story.public_id,
        url=absolute(story.get_absolute_url()),
        title=shelf.title,
        lede=shelf.lede,
        language=shelf.language,
        authors=shelf.credits,
        licence=story.licence,
        licence_url=licence,
        season=_word(Season, shelf.season),
        travelled_as=_word(TripKind, shelf.travelled_as),
        themes=[WordTold(theme.slug, theme.name) for theme in shelf.themes.all()],
        places=list(dict.fromkeys(place.locality.name for place in shelf.places.all())),
        minutes=shelf.minutes,
        cover=photo_told(shelf.cover.picture) if shelf.cover else None,
        files=_files(story.address, ("md", "epub", "jsonld")) if licence else {},
        published_at=shelf.published_at,
        updated_at=shelf.updated_at,
    )


def _word(words: Any, code: str) -> WordTold | None:
    return WordTold(code, str(words(code).label)) if code else None


def _files(address: str, forms: Sequence[str]) -> dict[str, str]:
    return {
        form: absolute(reverse("travel_stories:story-file", args=[address, form])) for form in forms
    }
