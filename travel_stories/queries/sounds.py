"""Who may hear a recording."""

from __future__ import annotations

from commons.accounts.permissions import Visitor
from travel_stories.models import Sound, StoryAuthor
from travel_stories.queries.tellings import public_telling


def sound_for(visitor: Visitor, public_id: str) -> Sound | None:
    """Authors hear every sound of their story; everybody else what is public today."""
    sounds = Sound.objects.select_related("story__edition")
    found = sounds.filter(public_id=public_id).first()
    if found is None or _is_author(visitor, found):
        return found
    told = public_telling(found.story)
    is_heard = told is not None and any(part.sound == found for part in told.parts)
    return found if is_heard else None


def _is_author(visitor: Visitor, sound: Sound) -> bool:
    seats = StoryAuthor.objects.present().filter(story=sound.story_id)
    return visitor.is_authenticated and seats.filter(person=visitor.pk).exists()
