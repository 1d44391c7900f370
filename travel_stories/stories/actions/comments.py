"""Words beside a block, among those who write the story."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.permissions import require
from travel_stories.stories import notifications
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import BlockComment


@transaction.atomic
def add_comment(*, block: Block, words: str, key: UUID, by: StoryAuthor) -> BlockComment:
    """Say something about a block. The same `key` says it once."""
    require(by, "stories.see_draft", block.story)

    Block.objects.locked(block.pk)  # a double click waits here
    if known := BlockComment.objects.filter(by=by, key=key).first():
        return known

    comment = BlockComment.objects.create(block=block, words=words, key=key, by=by)

    notifications.notify_of_comment(block.story, words, by=by)
    return comment


@transaction.atomic
def settle_comment(*, comment: BlockComment, by: StoryAuthor) -> BlockComment:
    """Say that it is seen to: it folds away."""
    require(by, "stories.settle_comment", comment)

    comment = BlockComment.objects.locked(comment.pk)
    if comment.settled_at is not None:
        return comment

    comment.settled_by, comment.settled_at = by, timezone.now()
    comment.save(update_fields=["settled_by", "settled_at"])
    return comment
