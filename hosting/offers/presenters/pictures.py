"""Photographs of offers as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from commons.media.choices import Licence
from commons.media.models import Photo, Rendition, RenditionInfo, focus_in, picture_in_sizes
from core.values.pictures import Picture
from hosting.offers.models.photos import OfferPhoto

TEXT_COLUMNS = tuple(f"photo__{name}" for name in ("description", "credit", "licence"))
FOCUS_COLUMNS = ("photo__focal_point_x", "photo__focal_point_y")
FILE_COLUMNS = ("photo__file", "photo__width", "photo__height")
SIZE_COLUMNS = tuple(
    f"photo__renditions__{name}" for name in ("file", "width", "height", "filter_spec")
)
PICTURE_COLUMNS = ("caption", *TEXT_COLUMNS, *FOCUS_COLUMNS, *FILE_COLUMNS, *SIZE_COLUMNS)


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
    photos = OfferPhoto.objects.filter(offer=offer)
    in_order = photos.order_by("sort_order", "pk", "photo__renditions__width")
    rows = in_order.values_list("pk", *PICTURE_COLUMNS)
    return tuple(_picture(list(group)) for _pk, group in groupby(rows, key=itemgetter(0)))


def first_pictures(offers: Iterable[int]) -> dict[int, Picture]:
    """The one that leads each of them, by offer. One read, however many photographs and sizes."""
    of_it = OfferPhoto.objects.filter(offer=OuterRef("offer")).order_by("sort_order", "pk")
    leading = Subquery(of_it.values("pk")[:1])
    photos = OfferPhoto.objects.filter(offer__in=list(offers), pk=leading)
    rows = photos.order_by("offer", "photo__renditions__width").values_list(
        "offer", *PICTURE_COLUMNS
    )
    return {offer: _picture(list(group)) for offer, group in groupby(rows, key=itemgetter(0))}


def _picture(rows: Sequence[tuple[Any, ...]]) -> Picture:
    """Of the rows of one photograph: one for each of its sizes."""
    _key, caption, alt, credit, licence_code, across, down, file, width, height, *_size = rows[0]
    whole, licence = RenditionInfo(_address(Photo, file), width, height), Licence(licence_code)
    sizes = (
        RenditionInfo(_address(Rendition, made), wide, high, spec)
        for *_photo, made, wide, high, spec in rows
        if made
    )
    return replace(
        picture_in_sizes(whole, sizes),
        alt=alt,
        caption=caption,
        credit=credit,
        licence=licence.short,
        licence_url=licence.url,
        focus=focus_in((across, down), (width, height)),
    )


def _address(kind: type[Photo | Rendition], name: str) -> str:
    return str(kind.file.field.storage.url(name))
