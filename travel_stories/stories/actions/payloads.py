"""What goes into a block of each kind: cleaned, measured, and never somebody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commons.media.models import Photo
from core.text.rich_text import clean_html, word_count
from core.text.texts import words_without_controls
from hosting.offers.models.offers import Offer
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.errors.stories import (
    ManuscriptTooLongError,
    OfferNotPublicError,
    OnePhotoError,
    StrangePhotoError,
    TextTooLongError,
    TooManyPhotosError,
)
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block, BlockPhoto
from travel_stories.stories.validators import (
    LONGEST_MANUSCRIPT,
    LONGEST_TEXT,
    MOST_PHOTOS,
    WORD_LENGTH,
)


def with_clean_text(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a block with its text cleaned: before anybody waits for the lock of the story.

    Raises ManuscriptTooLongError, before a character is read, and TextTooLongError.
    """
    cleaned = words_without_controls(words)
    if "text" in words:
        require_readable(words["text"])
        text = clean_html(words["text"])
        if len(text) > LONGEST_TEXT:
            raise TextTooLongError(words=word_count(text), most=LONGEST_TEXT // WORD_LENGTH)
        cleaned["text"] = text
    return cleaned


def require_readable(text: str) -> None:
    if len(text) > LONGEST_MANUSCRIPT:
        raise ManuscriptTooLongError(most=LONGEST_MANUSCRIPT // WORD_LENGTH)


def fill(block: Block, words: Mapping[str, Any], *, by: StoryAuthor) -> None:
    """Put words that are clean, relations and photographs in, and save the row."""
    for name in words.keys() & (set(Block.WORDS) - {"kind"}):
        setattr(block, name, words[name])
    # Only what everybody may see; what the block shows already stays.
    if block.offer_id is not None:
        known = Block.objects.filter(pk=block.pk, offer=block.offer_id)
        if not known.exists() and not Offer.objects.public().filter(pk=block.offer_id).exists():
            raise OfferNotPublicError
    block.save()
    if "photos" in words:
        photos = list(words["photos"])
        _require_photos(block, photos)
        block.set_photos(photos)


def _require_photos(block: Block, photos: Sequence[tuple[Photo, str]]) -> None:
    if block.kind == BlockKind.PHOTO and len(photos) > 1:
        raise OnePhotoError
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotosError(most=MOST_PHOTOS)
    wanted = {photo.pk for photo, _caption in photos}
    story = block.chapter.story_id
    authors = StoryAuthor.objects.filter(story=story).values("person")
    own = Photo.objects.filter(pk__in=wanted, uploaded_by_user__in=authors)
    in_story = BlockPhoto.objects.filter(photo__in=wanted, block__chapter__story=story)
    known = {*own.values_list("pk", flat=True), *in_story.values_list("photo", flat=True)}
    if wanted - known:
        raise StrangePhotoError
