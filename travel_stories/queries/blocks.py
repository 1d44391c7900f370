"""What is in a block, for those who change it."""

from __future__ import annotations

from commons.media.models import Photo
from travel_stories.models import Block


def pictures_of(block: Block) -> list[tuple[Photo, str]]:
    """Photographs with their captions, in order, as an action takes them."""
    return [(one.photo, one.caption) for one in block.photos.present().select_related("photo")]
