"""Photographs of offers as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import Prefetch

from commons.media.enums import Licence
from commons.media.models import Made, Photo, Rendition, focus_in, picture_in_sizes
from core.pictures import Picture
from core.questions import Key, Question
from hosting.models import OfferPhoto

SAID = tuple(f"photo__{name}" for name in ("description", "credit", "licence"))
POINT = ("photo__focal_point_x", "photo__focal_point_y")
WHOLE = ("photo__file", "photo__width", "photo__height")
SIZE = tuple(f"photo__renditions__{name}" for name in ("file", "width", "height", "filter_spec"))


def photos_with_sizes() -> Prefetch[str]:
    """What a query on offers prefetches, so that each `offer.photos.all()` asks nothing more."""
    photos = OfferPhoto.objects.order_by("sort_order", "pk").select_related("photo")
    return Prefetch("photos", queryset=photos.prefetch_related(sizes_of_photos()))


def sizes_of_photos() -> Prefetch[str]:
    """The sizes of each photograph, from the smallest."""
    return Prefetch(
        "photo__renditions",
        queryset=Rendition.objects.order_by("width"),
        to_attr="prefetched_renditions",
    )


def pictures_of(photos: Iterable[OfferPhoto]) -> tuple[Picture, ...]:
    """In the host's order."""
    return tuple(picture_of(one.photo, caption=one.caption) for one in photos)


def picture_of(photo: Photo, *, caption: str = "") -> Picture:
    """With what a host says below it."""
    return replace(photo.picture, caption=caption)


def read_pictures(offer: int) -> tuple[Picture, ...]:
    """All of one offer, in the host's order. One read, however many photographs and sizes."""
    rows = _photos_in_sizes().ask(offer=offer)
    return tuple(_picture(list(group)) for _pk, group in groupby(rows, key=lambda row: row[0]))


@cache
def _photos_in_sizes() -> Question[tuple[Any, ...]]:
    photos = OfferPhoto.objects.filter(offer=Key("offer"))
    in_order = photos.order_by("sort_order", "pk", "photo__renditions__width")
    return Question(in_order.values_list("pk", "caption", *SAID, *POINT, *WHOLE, *SIZE))


def _picture(rows: Sequence[tuple[Any, ...]]) -> Picture:
    """Of the rows of one photograph: one for each of its sizes."""
    _pk, caption, alt, credit, told, across, down, file, width, height, *_size = rows[0]
    whole, licence = Made(_address(Photo, file), width, height), Licence(told)
    return replace(
        picture_in_sizes(whole, _sizes(rows)),
        alt=alt,
        caption=caption,
        credit=credit,
        licence=licence.short,
        licence_url=licence.url,
        focus=focus_in((across, down), (width, height)),
    )


def _sizes(rows: Iterable[tuple[Any, ...]]) -> Iterator[Made]:
    for *_photo, file, width, height, spec in rows:
        if file:
            yield Made(_address(Rendition, file), width, height, spec)


def _address(kind: type[Photo | Rendition], name: str) -> str:
    return str(kind.file.field.storage.url(name))
