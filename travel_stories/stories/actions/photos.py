"""Photographs come into a block, one after the other, however many are chosen at once."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from commons.media.actions import add_photo
from commons.media.choices import Licence
from commons.media.models import Photo
from core.permissions import require
from travel_stories.collaboration.actions.changes import find_earlier
from travel_stories.stories.actions.blocks import locked_block
from travel_stories.stories.actions.drafts import lock_story, record_autosave
from travel_stories.stories.actions.edit_locks import require_unlocked
from travel_stories.stories.actions.payloads import fill
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import StoryEdit
from travel_stories.stories.selectors.blocks import pictures_of


def upload_photo(
    *,
    block: Block,
    file: File[bytes],
    edit: StoryEdit,
    alt: str = "",
    licence: str = Licence.ALL_RIGHTS,
) -> Block:
    """Clean an upload and put it at the end. Its sizes are made later; its words may follow.

    The pixels are worked on before the story is locked, so that nobody waits for them.
    """
    require(edit.by, "stories.write_story", block.story)
    if find_earlier(edit):
        return block
    photo = add_photo(
        file=file,
        title=f"{block.story} {block.public_id}",
        alt=alt,
        credit=edit.by.credit,
        licence=licence,
        words_follow=True,
        by=edit.by.person,
    )
    return append_photo(block=block, photo=photo, edit=edit)


@transaction.atomic
def append_photo(*, block: Block, photo: Photo, edit: StoryEdit, caption: str = "") -> Block:
    """Behind those that are there: many may come at once, so it is based on nothing."""
    require(edit.by, "stories.write_story", block.story)

    story = lock_story(block.story, edit)
    block = locked_block(block, story)
    if find_earlier(edit):
        return block
    require_unlocked(block, edit.by)

    before = block.snapshot()
    fill(block, {"photos": [*pictures_of(block), (photo, caption)]}, by=edit.by)
    change = record_autosave(story, block, edit, before=before, after=block.snapshot())
    block.version = change.number
    block.save(update_fields=["version"])
    return block
