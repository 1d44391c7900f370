"""What people wish is carried through: to the rows of the draft, the index, and the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.utils.text import slugify

from commons.media.tasks import move_photo
from commons.outbox import actions as outbox
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import ConsentLevel, Shown
from travel_stories.stories.models.blocks import Block, BlockPhoto
from travel_stories.stories.models.consents import BlurredPhoto
from travel_stories.stories.models.stories import Edition, Story
from travel_stories.stories.selectors.consent_levels import (
    ConsentLevels,
    consent_levels_of_draft,
    consent_levels_of_edition,
    names_left_out,
    narrowest,
    photo_part,
    stands_in,
)
from travel_stories.stories.selectors.snapshots import content_of
from travel_stories.stories.tasks import blur_photo

MARKS: Final = {
    ConsentLevel.YES: Shown.SHOWN,
    ConsentLevel.BLUR: Shown.BLURRED,
    ConsentLevel.CUT: Shown.CUT,
}


@contextmanager
def consent_changes(story: Story) -> Iterator[None]:
    """Around a change of lists and answers. `story` is the locked row.

    A photograph that the public saw as it is, and sees no longer, gets other addresses: whoever
    kept the old one finds nothing.
    """
    before = _public_photos(story)
    yield
    blurred = _mark_rows(story)
    _settle_address(story)
    refresh_listing(story)
    for photo in before - _public_photos(story):
        outbox.enqueue(move_photo, photo_id=photo)
    known = set(BlurredPhoto.objects.filter(photo__in=blurred).values_list("photo", flat=True))
    for photo in blurred - known:
        outbox.enqueue(blur_photo, photo_id=photo)


def _settle_address(story: Story) -> None:
    """It stays from the first publication on, unless it names somebody who said no."""
    if story.published_at is None:
        return
    names = names_left_out(story)
    if story.slug and not stands_in(story.slug, names):
        return
    edition: Edition | None = story.edition
    title = edition.content["story"]["title"] if edition else story.title
    masked_title = ConsentLevels(left_out=names, language=story.language).masked(title)
    story.slug = slugify(masked_title)[:140]
    story.save(update_fields=["slug"])


def photos_of_draft_alone(story: Story) -> set[int]:
    """What nobody sees who wasn't let in: neither as it is nor blurred."""
    chapters = content_of(story)["chapters"]
    blocks = [block for chapter in chapters for block in chapter["blocks"]]
    alone = {one["photo"] for block in blocks for one in block["photos"]} - _public_photos(story)
    blurred = BlurredPhoto.objects.filter(photo__in=alone).values_list("blurred", flat=True)
    return alone.union(blurred)


def _mark_rows(story: Story) -> set[int]:
    """Beside each block stands what the public may see of it; tells which photographs to blur."""
    content = content_of(story)
    edition: Edition | None = story.edition
    asked = [consent_levels_of_draft(story, content)]
    if edition is not None:
        asked.append(consent_levels_of_edition(story, edition))

    def wish_of(*parts: str) -> ConsentLevel:
        return narrowest(*(wishes.of(*parts) for wishes in asked))

    blocks = list(Block.objects.filter(chapter__story=story))
    for block in blocks:
        block.shown = MARKS[wish_of(block.public_id)]
    Block.objects.bulk_update(blocks, ["shown"])
    photos = list(BlockPhoto.objects.filter(block__in=blocks).select_related("block"))
    for one in photos:
        name = one.block.public_id
        one.shown = MARKS[wish_of(name, photo_part(name, one.photo_id))]
    BlockPhoto.objects.bulk_update(photos, ["shown"])
    return {one.photo_id for one in photos if one.shown == Shown.BLURRED}


def _public_photos(story: Story) -> set[int]:
    """What everybody sees as it is."""
    edition: Edition | None = story.edition
    if edition is None or story.hidden_at is not None:
        return set()
    wishes = consent_levels_of_edition(story, edition)
    return {
        one["photo"]
        for chapter in edition.content["chapters"]
        for block in chapter["blocks"]
        for one in block["photos"]
        if wishes.of(block["public_id"], photo_part(block["public_id"], one["photo"]))
        == ConsentLevel.YES
    }
