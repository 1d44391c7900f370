"""The index of stories is drawn anew wherever an edition or a consent changes."""

from __future__ import annotations

from django.utils import timezone

from search.actions import note_stories
from travel_stories.models import Shelf, ShelfPlace, Story
from travel_stories.queries.story_roads import stops_of
from travel_stories.queries.tellings import Telling, public_telling

CREDITS = 400


def shelve(story: Story) -> Shelf | None:
    """Say again what lists may know of it today. Runs in the transaction of the deed."""
    story = Story.objects.select_related("edition").get(pk=story.pk)
    note_stories([story.pk])
    telling = public_telling(story) if story.is_public else None
    if telling is None:
        Shelf.objects.filter(story=story).delete()
        return None
    shelf, _new = Shelf.objects.update_or_create(story=story, defaults=_words_of(story, telling))
    shelf.themes.set(telling.themes)
    _place(shelf, telling)
    return shelf


def _words_of(story: Story, telling: Telling) -> dict[str, object]:
    cover = telling.cover
    return {
        "title": telling.title,
        "lede": telling.lede,
        "language": telling.story.language,
        "season": telling.story.season,
        "travelled_as": telling.story.travelled_as,
        "credits": ", ".join(telling.credits)[:CREDITS],
        "cover_id": cover.photos[0] if cover else None,
        "minutes": telling.minutes,
        "published_at": story.published_at or timezone.now(),
        "updated_at": timezone.now(),
    }


def _place(shelf: Shelf, telling: Telling) -> None:
    """The stops of the road, and the offers that it tells of."""
    shelf.places.all().delete()
    stops = stops_of(telling)
    places = [
        ShelfPlace(
            shelf=shelf,
            rank=rank,
            is_last=rank == len(stops) - 1,
            locality=stop.place,
            latitude=stop.point.latitude,
            longitude=stop.point.longitude,
        )
        for rank, stop in enumerate(stops)
    ]
    ShelfPlace.objects.bulk_create(places)
    shelf.offers.set({part.offer.pk for part in telling.parts if part.offer})
