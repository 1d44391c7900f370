"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from cms.discovery.presenters.story_landing import story_landing
from travel_stories.stories.presenters.landing import register_story_landing

register_story_landing(story_landing)
