"""What is too long for one block becomes several, and nothing of it is lost."""

from __future__ import annotations

from uuid import uuid5

from django.db import transaction

from core.permissions import require
from core.text.rich_text import clean_html, split_html
from travel_stories.collaboration.models import Edit
from travel_stories.stories.actions.blocks import add_block, write_block
from travel_stories.stories.actions.payloads import require_readable
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import StoryEdit
from travel_stories.stories.validators import LONGEST_TEXT


def write_long_text(*, block: Block, text: str, edit: StoryEdit) -> Block:
    """Write the beginning here and the rest in new blocks behind.

    Raises ManuscriptTooLongError, TooManyBlocksError.
    """
    require(edit.by, "stories.write_story", block.story)
    require_readable(text)
    return _write(block, split_html(clean_html(text), LONGEST_TEXT) or [""], edit)


@transaction.atomic
def _write(block: Block, pieces: list[str], edit: StoryEdit) -> Block:
    first = write_block(block=block, words={"text": pieces[0]}, edit=edit)
    last = first
    for number, piece in enumerate(pieces[1:], start=1):
        words = {"kind": BlockKind.TEXT, "text": piece}
        own = Edit(by=edit.by, key=uuid5(edit.key, str(number)))
        last = add_block(chapter=first.chapter, words=words, edit=own, after=last)
    return first
