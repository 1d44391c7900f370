"""One photograph among those of a block: said anew, put earlier, taken out."""

from __future__ import annotations

from django.db import transaction

from commons.media.actions import blur_part, describe_photo, focus_photo
from commons.media.models import Photo
from commons.media.rendering import Region
from core.permissions import require
from core.values.pictures import Focus
from travel_stories.stories.actions.blocks import write_block
from travel_stories.stories.actions.consent_effects import consent_changes
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.blocks import pictures_of


@transaction.atomic
def describe_picture(
    *,
    block: Block,
    photo: Photo,
    alt: str,
    caption: str,
    credit: str,
    licence: str,
    focus: Focus | None = None,
    edit: StoryEdit,
) -> Block:
    """The caption is the story's; what is to be seen, by whom, how to use it and how it is cut is
    the uploader's to say: from others these are left as they are.
    """
    pictures = [
        (one, caption if one.pk == photo.pk else old_caption)
        for one, old_caption in pictures_of(block)
    ]
    block = write_block(block=block, words={"photos": pictures}, edit=edit)
    if edit.by.person.has_perm("media.describe_photo", photo):
        describe_photo(photo=photo, alt=alt, credit=credit, licence=licence, by=edit.by.person)
        focus_photo(photo=photo, focus=focus, by=edit.by.person)
    return block


@transaction.atomic
def place_picture(*, block: Block, photo: Photo, after: str, edit: StoryEdit) -> Block:
    """Behind another one, or first; behind one that is gone it stays where it is."""
    pictures = pictures_of(block)
    names = [one.public_id for one, _caption in pictures if one.pk != photo.pk]
    moved = [one for one in pictures if one[0].pk == photo.pk]
    if moved and (not after or after in names):
        pictures = [one for one in pictures if one[0].pk != photo.pk]
        place = names.index(after) + 1 if after else 0
        pictures[place:place] = moved
    return write_block(block=block, words={"photos": pictures}, edit=edit)


@transaction.atomic
def remove_picture(*, block: Block, photo: Photo, edit: StoryEdit) -> Block:
    """Out of this block. The photograph stays its uploader's."""
    pictures = [(one, old_caption) for one, old_caption in pictures_of(block) if one.pk != photo.pk]
    return write_block(block=block, words={"photos": pictures}, edit=edit)


@transaction.atomic
def blur_in_picture(*, block: Block, photo: Photo, region: Region, by: StoryAuthor) -> Photo:
    """Blur a part for good, wherever the photograph is shown; whoever brought it may.

    Those who are in it are asked anew: it is another picture than the one they answered about.
    """
    require(by, "stories.write_story", block.story)

    story = Story.objects.locked(block.story.pk)
    with consent_changes(story):
        return blur_part(photo=photo, region=region, by=by.person)
