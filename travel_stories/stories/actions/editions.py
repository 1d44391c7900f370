"""A draft becomes what the public reads."""

from __future__ import annotations

from travel_stories.stories.models.stories import Edition, Story
from travel_stories.stories.selectors.snapshots import content_of


def make_edition(story: Story) -> Edition:
    """Freeze the draft as it stands. `story` is the locked row; its caller publishes."""
    return Edition.objects.create(story=story, number=story.last_number, content=content_of(story))
