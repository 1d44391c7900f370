"""Jobs on the photographs of stories."""

from __future__ import annotations

from typing import Final

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageFilter

from commons.media.models import Photo
from commons.media.rendering import JPEG, encoded, open_for, shrunk
from travel_stories.stories.models.consents import BlurredPhoto

SEEN_THROUGH: Final = 20  # pixels in the width that are left: nobody is known by them
WIDTH: Final = 960


@shared_task(name="travel_stories.blur_photo")
def blur_photo(*, photo_id: int) -> None:
    """Make what may be shown of a photograph, with a name that leads nobody to the other."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None or BlurredPhoto.objects.filter(photo=photo).exists():
        return
    with photo.open_file() as file:
        picture = open_for(file, WIDTH).convert("RGB")
    # Of a few pixels only: what isn't there can't be brought back by sharpening.
    few = shrunk(picture, SEEN_THROUGH)
    height = max(1, round(WIDTH * picture.height / picture.width))
    large = few.resize((WIDTH, height), Image.Resampling.BICUBIC)
    content = encoded(large.filter(ImageFilter.GaussianBlur(WIDTH // SEEN_THROUGH // 2)), JPEG)
    _keep(photo, content)


@transaction.atomic
def _keep(photo: Photo, content: bytes) -> None:
    """Once, even where two workers made it."""
    Photo.objects.locked(photo.pk)
    if BlurredPhoto.objects.filter(photo=photo).exists():
        return
    blurred = Photo(
        title=photo.title,
        description=photo.description,
        credit=photo.credit,
        licence=photo.licence,
        uploaded_by_user=photo.uploaded_by_user,
        file=ContentFile(content, name="photo.jpg"),
        file_size=len(content),
    )
    blurred.save()
    BlurredPhoto.objects.create(photo=photo, blurred=blurred)
