"""The index of stories is drawn anew wherever an edition or a consent changes."""

from __future__ import annotations

from django.utils import timezone

from search.upkeep.actions import note_stories
from travel_stories.stories.models.listings import StoryListing, StoryListingPlace
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import render_public_story
from travel_stories.stories.selectors.roads import stops_of

CREDITS = 400


def refresh_listing(story: Story) -> StoryListing | None:
    """Say again what lists may know of it today. Runs in the transaction of the action."""
    story = Story.objects.select_related("edition").get(pk=story.pk)
    note_stories([story.pk])
    rendered_story = render_public_story(story) if story.is_public else None
    if rendered_story is None:
        StoryListing.objects.filter(story=story).delete()
        return None
    cover = rendered_story.cover
    listing, _new = StoryListing.objects.update_or_create(
        story=story,
        defaults={
            "title": rendered_story.title,
            "lede": rendered_story.lede,
            "language": rendered_story.story.language,
            "season": rendered_story.story.season,
            "travelled_as": rendered_story.story.travelled_as,
            "credits": ", ".join(rendered_story.credits)[:CREDITS],
            "cover_id": cover.photos[0] if cover else None,
            "minutes": rendered_story.minutes,
            "published_at": story.published_at or timezone.now(),
            "updated_at": timezone.now(),
        },
    )
    listing.themes.set(rendered_story.themes)
    # The stops of the road, and the offers that it tells of.
    listing.places.all().delete()
    stops = stops_of(rendered_story)
    places = [
        StoryListingPlace(
            listing=listing,
            rank=rank,
            is_last=rank == len(stops) - 1,
            locality=stop.place,
            latitude=stop.point.latitude,
            longitude=stop.point.longitude,
        )
        for rank, stop in enumerate(stops)
    ]
    StoryListingPlace.objects.bulk_create(places)
    listing.offers.set({part.offer.pk for part in rendered_story.parts if part.offer})
    return listing
