"""Who may hear a recording."""

from __future__ import annotations

from commons.accounts.permissions import Visitor
from travel_stories.stories.models.attachments import Sound
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.reviewers import stories_reviewable_by
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import render_draft, render_public_story
from travel_stories.stories.states import StoryState


def sound_for(visitor: Visitor, public_id: str) -> Sound | None:
    """Authors hear every sound of their story, whoever reads before the public what is handed in,
    and everybody else what is public today.
    """
    sounds = Sound.objects.select_related("story__edition")
    found = sounds.filter(public_id=public_id).first()
    if found is None:
        return None
    seats = StoryAuthor.objects.present().filter(story=found.story_id)
    if visitor.is_authenticated and seats.filter(person=visitor.pk).exists():
        return found
    reviews = (
        found.story.state == StoryState.SUBMITTED
        and visitor.is_authenticated
        and stories_reviewable_by(visitor).filter(pk=found.story_id).exists()
    )
    if reviews and sound_of_draft(found.story, public_id):
        return found
    rendered_story = render_public_story(found.story)
    is_heard = rendered_story is not None and any(
        part.sound == found for part in rendered_story.parts
    )
    return found if is_heard else None


def sound_of_draft(story: Story, public_id: str) -> Sound | None:
    """What the draft lets be heard today: a voice that was cut is silent here as well."""
    sounds = (part.sound for part in render_draft(story).parts if part.sound)
    return next((sound for sound in sounds if sound.public_id == public_id), None)
