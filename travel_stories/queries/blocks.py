"""What is in a block, for those who change it."""

from __future__ import annotations

from django.db.models import Prefetch

from commons.media.models import Photo
from travel_stories.models import Block, BlockPhoto


def pictures_of(block: Block) -> list[tuple[Photo, str]]:
    """Photographs with their captions, in order, as an action takes them."""
    return [(one.photo, one.caption) for one in block.photos.present().select_related("photo")]


def pictures_shown(block: Block) -> list[BlockPhoto]:
    """The same with every size that exists, for a page."""
    sizes = Prefetch("photo", queryset=Photo.objects.with_renditions())
    return list(block.photos.present().prefetch_related(sizes))
