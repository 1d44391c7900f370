"""What is in a block, for those who change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from commons.media.models import Photo
from core.values.reorder import MoveTarget, move_targets
from travel_stories.stories.models.blocks import Block


def pictures_of(block: Block) -> list[tuple[Photo, str]]:
    """Photographs with their captions, in order, as an action takes them."""
    return [(one.photo, one.caption) for one in block.photos.present().select_related("photo")]


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A photograph of a block, and where it can go."""

    photo: Photo
    caption: str
    place: MoveTarget


def pictures_shown(block: Block) -> list[PictureShown]:
    """The same with every size that exists, for a page."""
    sizes = Prefetch("photo", queryset=Photo.objects.with_renditions())
    rows = list(block.photos.present().prefetch_related(sizes))
    places = move_targets([one.photo.public_id for one in rows])
    return [
        PictureShown(one.photo, one.caption, place) for one, place in zip(rows, places, strict=True)
    ]
