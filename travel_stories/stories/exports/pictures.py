"""The files behind the pictures of a story, in a size that paper and readers need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from django.core.files.storage import default_storage

from commons.media.models import Photo
from commons.media.rendering import JPEG, MIME_TYPES, Size
from travel_stories.stories.models.consents import BlurredPhoto
from travel_stories.stories.selectors.rendered_stories import RenderedStory

FIT: Final = Size(960, JPEG).spec


@dataclass(frozen=True, slots=True)
class FileOf:
    """One picture of a book: `id` and `name` inside it, `stored` in our storage."""

    id: str
    name: str
    mime: str
    stored: str

    def read(self) -> bytes:
        with default_storage.open(self.stored) as file:
            return bytes(file.read())


def pictures_for(rendered_story: RenderedStory) -> Mapping[str, FileOf]:
    """By the address that the page shows. What isn't shown as it is doesn't get here at all."""
    urls = {one.url for part in rendered_story.parts for one in part.pictures}
    keys = {key for part in rendered_story.parts for key in part.photos}
    blurred = BlurredPhoto.objects.filter(photo__in=keys).values_list("blurred", flat=True)
    photos = Photo.objects.with_renditions().filter(pk__in=[*keys, *blurred])
    found: dict[str, FileOf] = {}
    for photo in photos.order_by("pk"):
        url = photo.picture.url
        sizes = {one.filter_spec: one.file.name for one in photo.prefetched_renditions}
        # Of middle size, else the photograph itself.
        stored = str(sizes.get(FIT) or photo.file.name)
        if url in urls and default_storage.exists(stored):
            number = len(found) + 1
            suffix = PurePath(stored).suffix
            mime = MIME_TYPES.get(suffix, "image/jpeg")
            found[url] = FileOf(f"picture-{number}", f"picture-{number}{suffix}", mime, stored)
    return found
