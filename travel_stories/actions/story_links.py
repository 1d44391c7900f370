"""Secret links to a story that isn't published: there is none until somebody makes one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit, outbox
from commons.accounts.permissions import require
from commons.media.tasks import move_photo
from core.tokens import new_nonce
from travel_stories.actions.showing import photos_of_draft_alone
from travel_stories.models import Story, StoryAuthor, StoryLink


@transaction.atomic
def make_story_link(*, story: Story, by: StoryAuthor) -> StoryLink:
    """One good link an author: a second press gives the same one."""
    require(by, "travel_stories.write_story", story)

    story = Story.objects.select_for_update().get(pk=story.pk)
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
    require(by, "travel_stories.revoke_story_link", link)

    link = StoryLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is not None:
        return link

    link.revoked_at, link.nonce = timezone.now(), new_nonce()
    link.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person, "story.link_revoked", link.story, link=link.pk)

    for photo in photos_of_draft_alone(link.story):
        outbox.post(move_photo, photo_id=photo)
    return link
