"""Photographs of offers as pages show them. Two reads, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Prefetch

from commons.media.models import Photo, Rendition
from core.pictures import Picture
from hosting.models import OfferPhoto


def photos_with_sizes() -> Prefetch[str]:
    """What a query on offers prefetches, so that each `offer.photos.all()` asks nothing more."""
    sizes = Prefetch(
        "photo__renditions",
        queryset=Rendition.objects.order_by("width"),
        to_attr="prefetched_renditions",
    )
    photos = OfferPhoto.objects.order_by("sort_order", "pk").select_related("photo")
    return Prefetch("photos", queryset=photos.prefetch_related(sizes))


def pictures_of(photos: Iterable[OfferPhoto]) -> tuple[Picture, ...]:
    """In the host's order."""
    return tuple(picture_of(one.photo, caption=one.caption) for one in photos)


def picture_of(photo: Photo, *, caption: str = "") -> Picture:
    """With what a host says below it."""
    return replace(photo.picture, caption=caption)
