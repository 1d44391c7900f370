"""Sizes of photographs are made here, one after the other, and files of deleted ones removed."""

from __future__ import annotations

from pathlib import PurePath

from celery import shared_task
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from commons.media.models import Photo, Rendition
from commons.media.rendering import (
    PREVIEW,
    WIDTHS,
    Size,
    cut,
    encoded,
    open_for,
    shrunk,
    sizes_for,
)
from core.files.storage import list_dir


@shared_task(name="media.render_photo")
def render_photo(*, photo_id: int) -> None:
    """Make what is missing. A run that was killed is taken up where it stopped."""
    if photo := Photo.objects.filter(pk=photo_id).first():
        made, focus = (
            set(photo.renditions.values_list("filter_spec", "focal_point_key")),
            photo.focus,
        )
        sizes = sizes_for(photo.width)
        render(photo, [size for size in sizes if (size.spec, size.key(focus)) not in made])


@shared_task(name="media.delete_files")
def delete_files(*, name: str) -> None:
    """Remove a photograph's file and every size of it: all their names begin alike."""
    path = PurePath(name)
    for other in list_dir(str(path.parent))[1]:
        if other.startswith(path.stem):
            default_storage.delete(str(path.with_name(other)))


@shared_task(name="media.move_photo")
def move_photo(*, photo_id: int) -> None:
    """Give a photograph and all its sizes other addresses: whoever kept the old ones finds nothing.

    A run that was killed leaves copies that nobody knows; the next one begins anew.
    """
    with transaction.atomic():
        photo = Photo.objects.select_for_update().filter(pk=photo_id).first()
        if photo is None:
            return
        old, sizes = photo.file.name, list(photo.renditions.all())
        photo.file = _copy(photo.file)
        photo.save(update_fields=["file"])
        for size in sizes:
            size.image, size.file = photo, _copy(size.file, beside=photo.file.name)
            size.save(update_fields=["file"])
    delete_files(name=old)


def _copy(file: FieldFile, *, beside: str = "") -> ContentFile[bytes]:
    """The same bytes; the name of a size begins with the name of its photograph."""
    path = PurePath(file.name or "")
    name = f"{PurePath(beside).stem}.{'.'.join(path.name.split('.')[1:])}" if beside else path.name
    with file.open("rb") as kept:
        return ContentFile(kept.read(), name=name)


def render_preview(photo: Photo) -> None:
    """The small size that a host sees at once."""
    render(photo, [PREVIEW])


def render(photo: Photo, sizes: list[Size]) -> None:
    """From the widest to the narrowest, each made of the one before: one picture in memory."""
    if not sizes:
        return
    with photo.open_file() as file:
        picture = open_for(file, PREVIEW.width if sizes == [PREVIEW] else WIDTHS[-1])
    for size in sizes:
        if size.height:
            made = cut(picture, size, photo.focus)
        else:
            made = picture = shrunk(picture, size.width)
        keep(photo, size, encoded(made, size.format))


@transaction.atomic
def keep(photo: Photo, size: Size, content: bytes) -> None:
    """Store one size, unless the photograph has gone or changed while it was made."""
    across, down = photo.focal_point_x, photo.focal_point_y
    same = Photo.objects.select_for_update().filter(
        pk=photo.pk, file=photo.file.name, focal_point_x=across, focal_point_y=down
    )
    made, key = photo.renditions.filter(filter_spec=size.spec), size.key(photo.focus)
    if not same.exists() or made.filter(focal_point_key=key).exists():
        return
    name = size.name(PurePath(photo.file.name).stem, photo.focus)
    rendition = Rendition(image=photo, filter_spec=size.spec, focal_point_key=key)
    rendition.file = ContentFile(content, name)
    default_storage.delete(rendition.get_upload_to(name))  # left by a run that was killed
    rendition.save()
    made.exclude(focal_point_key=key).delete()  # cut around something else
