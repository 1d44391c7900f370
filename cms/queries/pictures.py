"""Photographs of editorial pages, and whose they are."""

from __future__ import annotations

from commons.media.models import Photo
from core.pictures import Picture


def picture_of(photo: Photo | None) -> Picture | None:
    """A photograph in the sizes that exist, for the components."""
    return photo.picture if photo else None


def photo_credits() -> list[tuple[str, str]]:
    """Whose photographs are shown, and under which licence."""
    credited = Photo.objects.exclude(credit="").order_by("credit").distinct()
    rows = credited.values_list("credit", "licence").distinct()
    labels = dict(Photo._meta.get_field("licence").flatchoices)
    return [(credit, str(labels[licence])) for credit, licence in rows]
