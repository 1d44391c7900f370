"""What search may know of itineraries. They share the index of stories, under the negative key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone, translation

from search.index.documents.stories import StoryDocument
from search.index.documents.synonyms import also_called
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.itineraries.presenters.lists import cards_by_itinerary, modes_in_words
from travel_stories.itineraries.selectors import modes_of
from travel_stories.stories.presenters.lists import StoryCard


def search_key(itinerary_pk: int) -> int:
    """Its own inverse."""
    return -itinerary_pk


def itinerary_documents(keys: Sequence[int]) -> list[StoryDocument]:
    """Of their own words only: what stands at a step is found by itself, while it is open."""
    pks = [search_key(key) for key in keys]
    places = EditionStage.objects.select_related("locality").order_by("day", "rank", "pk")
    editions = ItineraryEdition.objects.public().filter(itinerary__in=pks)
    rows = editions.order_by("itinerary").prefetch_related(
        "themes", Prefetch("stages", queryset=places)
    )
    return [_document(edition) for edition in rows]


def itinerary_keys() -> Iterable[int]:
    pks = ItineraryEdition.objects.public().values_list("itinerary", flat=True)
    return (search_key(pk) for pk in pks)


def cards_by_search_key(keys: Sequence[int]) -> dict[int, StoryCard]:
    """As far as they are public this very moment. No read where none is asked for."""
    if not keys:
        return {}
    pks = [search_key(key) for key in keys]
    editions = ItineraryEdition.objects.public().filter(itinerary__in=pks)
    cards = cards_by_itinerary(editions)
    return {search_key(pk): card for pk, card in cards.items()}


def _document(edition: ItineraryEdition) -> StoryDocument:
    stages = list(edition.stages.all())
    texts = [edition.summary, *(part for one in stages for part in (one.title, one.words))]
    localities = [one.locality for one in stages if one.locality]
    around = [name for place in localities for name in (place.name, place.department, place.region)]
    return StoryDocument(
        pk=search_key(edition.itinerary_id),
        language=edition.language,
        title=edition.title,
        words="\n".join(text for text in texts if text),
        labels=_labels(edition, stages),
        around=" ".join(dict.fromkeys(name for name in around if name)),
        points=tuple(place.point for place in localities),
        licence=edition.licence,
        published_on=timezone.localdate(edition.published_at),
    )


def _labels(edition: ItineraryEdition, stages: Sequence[EditionStage]) -> str:
    """Themes and means of travel in every language of the site, and what else they are called."""
    labels = [name for theme in edition.themes.all() for name in (theme.name_fr, theme.name_en)]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            labels.append(modes_in_words(modes_of(stages[:-1])))
    found = " ".join(dict.fromkeys(name for name in labels if name))
    return f"{found} {also_called(found)}".strip()
