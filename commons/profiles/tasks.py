"""The square size of a portrait that stands beside a name."""

from __future__ import annotations

from celery import shared_task

from commons.media.models import Photo
from commons.media.rendering import FACE
from commons.media.tasks import render


@shared_task(name="profiles.render_face")
def render_face(*, photo_id: int) -> None:
    """Make it, unless it is there. The photograph may be gone by now."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is not None:
        made = photo.renditions.filter(filter_spec=FACE.spec, focal_point_key=FACE.key(photo.focus))
        if not made.exists():
            render(photo, [FACE])
