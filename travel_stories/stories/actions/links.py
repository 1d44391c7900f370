"""Secret links to a story that isn't published: there is none until somebody makes one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from commons.media.tasks import move_photo
from commons.outbox import actions as outbox
from core.permissions import require
from core.security.tokens import new_nonce
from travel_stories.stories.actions.consent_effects import photos_of_draft_alone
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.stories import Story


@transaction.atomic
def make_story_link(*, story: Story, by: StoryAuthor) -> StoryLink:
    """One good link an author: a second press gives the same one."""
    require(by, "stories.write_story", story)

    story = Story.objects.locked(story.pk)
    if known := StoryLink.objects.good().filter(story=story, by=by).first():
        return known

    link = StoryLink.objects.create(story=story, by=by)
    audit.record(by.person, "story.link_made", story, link=link.pk)
    return link


@transaction.atomic
def revoke_story_link(*, link: StoryLink, by: StoryAuthor) -> StoryLink:
    """Dead from now on, wherever it was passed to. Whoever leads the story may close any.

    Photographs that only the draft shows get other addresses: who kept the old ones finds nothing.
    """
    require(by, "stories.revoke_story_link", link)

    link = StoryLink.objects.locked(link.pk)
    if link.revoked_at is not None:
        return link

    link.revoked_at, link.nonce = timezone.now(), new_nonce()
    link.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person, "story.link_revoked", link.story, link=link.pk)

    for photo in photos_of_draft_alone(link.story):
        outbox.enqueue(move_photo, photo_id=photo)
    return link
