"""What search may know of stories, and how it shows those that it found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons.accounts.panels import Panel
from search.index.documents.stories import StoryDocument, register_stories
from search.results.selectors.stories import register_story_panel
from travel_stories.itineraries.presenters.itinerary_search import (
    cards_by_search_key,
    itinerary_documents,
    itinerary_keys,
)
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.lists import cards_by_story
from travel_stories.stories.selectors.rendered_stories import RenderedStory, render_public_story
from travel_stories.stories.selectors.roads import stops_of


def documents_of(keys: Sequence[int]) -> list[StoryDocument]:
    """Of what may be shown today: whoever took a yes back is found by no word."""
    pks = [key for key in keys if key > 0]
    stories = Story.objects.public().filter(pk__in=pks).select_related("edition").order_by("pk")
    pairs = ((story, render_public_story(story)) for story in stories)
    documents = [
        _document(story, rendered_story)
        for story, rendered_story in pairs
        if rendered_story is not None
    ]
    return documents + itinerary_documents([key for key in keys if key < 0])


def public_keys() -> Iterable[int]:
    stories = Story.objects.public().values_list("pk", flat=True)
    return chain(stories, itinerary_keys())


def panel_of(keys: Sequence[int]) -> Panel | None:
    """In the order in which they were found, as far as they are public this very moment."""
    itineraries = cards_by_search_key([key for key in keys if key < 0])
    cards = cards_by_story([key for key in keys if key > 0]) | itineraries
    if not cards:
        return None
    return Panel(
        title=_("Stories and itineraries for this search")
        if itineraries
        else _("Stories for this search"),
        template="stories/parts/beside_offer.html",
        rows=[cards[key] for key in keys if key in cards],
        url=reverse("travel_stories:story-list"),
        more=_("All stories"),
    )


def _document(story: Story, rendered_story: RenderedStory) -> StoryDocument:
    places = [stop.place for stop in stops_of(rendered_story)]
    names = [name for place in places for name in (place.name, place.department, place.region)]
    texts = [rendered_story.lede]
    for chapter in rendered_story.chapters:
        texts.append(chapter.title)
        for part in chapter.parts:
            captions = " ".join(f"{one.caption} {one.alt}" for one in part.pictures)
            texts += [part.title, part.plain, part.speaker, part.transcript, captions]
    return StoryDocument(
        pk=story.pk,
        language=rendered_story.story.language,
        title=rendered_story.title,
        words="\n".join(text for text in texts if text),
        labels=_labels(rendered_story),
        around=" ".join(dict.fromkeys(name for name in names if name)),
        points=tuple(place.point for place in places),
        licence=rendered_story.story.licence,
        published_on=timezone.localdate(story.published_at or story.created_at),
    )


def _labels(rendered_story: RenderedStory) -> str:
    """Themes, season and party in every language of the site."""
    frame = rendered_story.story
    labels = [name for theme in rendered_story.themes for name in (theme.name_fr, theme.name_en)]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            labels += [
                str(frame.get_season_display()) if frame.season else "",
                str(frame.get_travelled_as_display()) if frame.travelled_as else "",
            ]
    return " ".join(dict.fromkeys(name for name in labels if name))


register_stories(documents_of, keys=public_keys)
register_story_panel(panel_of)
