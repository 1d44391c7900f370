"""Photographs of editorial pages, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

from commons.media.models import Photo, renditions_of
from core.values.pictures import Picture


def picture_of(photo: Photo | None) -> Picture | None:
    """A photograph in the sizes that exist, for the components."""
    return photo.picture if photo else None


def captioned(blocks: Iterable[StructValue]) -> list[Picture]:
    """Blocks of a photograph and its caption, without those whose photograph was removed."""
    kept = [block for block in blocks if block["photo"]]
    prefetch_related_objects([block["photo"] for block in kept], renditions_of())
    return [replace(block["photo"].picture, caption=block["caption"]) for block in kept]


def photos_on(page: Page) -> list[Photo]:
    """Each photograph of a page once, in the order in which one reads."""
    shown = (getattr(page, name, None) for name in ("photo", "steps", "body"))
    return list(dict.fromkeys(photo for value in shown for photo in _photos_in(value)))


def _photos_in(value: Any) -> Iterator[Photo]:
    """However deep in blocks of blocks."""
    match value:
        case Photo():
            yield value
        case StructValue():
            yield from (photo for one in value.values() for photo in _photos_in(one))
        case StreamValue():
            yield from (photo for child in value for photo in _photos_in(child.value))
        case ListValue():
            yield from (photo for one in value for photo in _photos_in(one))


def photo_credits() -> list[tuple[str, str]]:
    """Whose photographs are shown, and under which licence."""
    credited = Photo.objects.exclude(credit="").order_by("credit").distinct()
    rows = credited.values_list("credit", "licence").distinct()
    labels = dict(Photo._meta.get_field("licence").flatchoices)
    return [(credit, str(labels[licence])) for credit, licence in rows]
