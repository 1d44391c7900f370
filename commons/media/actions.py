"""Bringing a photograph, saying what is to be seen on it, taking it away."""

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image

from commons.accounts.actions import audit, outbox
from commons.accounts.permissions import SYSTEM, Actor, require
from commons.media.cleaning import bare, clean, encode
from commons.media.enums import Licence
from commons.media.errors import AltTextMissingError
from commons.media.models import Photo
from commons.media.rendering import Region, without
from commons.media.tasks import delete_files, render_photo, render_preview


@transaction.atomic
def add_photo(
    *,
    file: File[bytes],
    title: str,
    alt: str,
    credit: str = "",
    licence: str = Licence.CC_BY_SA,
    words_follow: bool = False,
    by: Actor,
) -> Photo:
    """Keep the pixels of an upload, never the upload. A small size can be seen at once.

    With `words_follow` the alternative text may come later: whoever publishes asks for it.
    """
    photo = Photo(title=title, description=alt, credit=credit, licence=licence)
    photo.uploaded_by_user = None if by is SYSTEM else by
    require(by, "media.upload_photo", photo)

    if not words_follow:
        require_alt_text(alt)
    picture = clean(file)

    photo.file = ContentFile(picture.content, name=f"photo.{picture.extension}")
    photo.file_size = len(picture.content)
    photo.save()
    render_preview(photo)
    audit.record(by, "photo.added", photo)

    outbox.post(render_photo, photo_id=photo.pk)
    return photo


@transaction.atomic
def describe_photo(*, photo: Photo, alt: str, credit: str, licence: str, by: Actor) -> Photo:
    """Say again what is to be seen, who made it and how others may use it."""
    require(by, "media.describe_photo", photo)

    require_alt_text(alt)

    photo.description, photo.credit, photo.licence = alt, credit, licence
    photo.save(update_fields=["description", "credit", "licence"])
    audit.record(by, "photo.described", photo)
    return photo


@transaction.atomic
def blur_part(*, photo: Photo, region: Region, by: Actor) -> Photo:
    """Take away for good what is to be seen in one part: of the file, and so of every size.

    Everything gets another address. No clear copy is kept, so nobody can undo it.
    """
    require(by, "media.describe_photo", photo)

    photo = Photo.objects.select_for_update().get(pk=photo.pk)

    old = photo.file.name
    with photo.open_file() as file:
        picture = Image.open(file)
        covered = encode(without(bare(picture), region), drawing=picture.format == "PNG")
    photo.file = ContentFile(covered.content, name=f"photo.{covered.extension}")
    photo.file_size, photo.file_hash = len(covered.content), ""
    photo.parts_blurred += 1
    photo.save()
    photo.renditions.all().delete()
    render_preview(photo)
    audit.record(by, "photo.part_blurred", photo)

    outbox.post(render_photo, photo_id=photo.pk)
    outbox.post(delete_files, name=old)
    return photo


@transaction.atomic
def delete_photo(*, photo: Photo, by: Actor) -> None:
    """Take a photograph away, with every size of it. Its files go after commit."""
    require(by, "media.remove_photo", photo)

    if not (locked := Photo.objects.select_for_update().filter(pk=photo.pk).first()):
        return  # a second click

    audit.record(by, "photo.deleted", locked)
    locked.delete()

    outbox.post(delete_files, name=locked.file.name)


def require_alt_text(alt: str) -> None:
    if not alt.strip():
        raise AltTextMissingError
