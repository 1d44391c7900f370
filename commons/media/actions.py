"""Bringing a photograph, saying what is to be seen on it, taking it away."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.media.choices import Licence
from commons.media.cleaning.isolation import sanitize_in_subprocess
from commons.media.cleaning.limits import CleanPicture
from commons.media.cleaning.pixels import encode, strip_metadata
from commons.media.errors import AltTextMissingError
from commons.media.models import FOCAL_POINT, Photo, library
from commons.media.rendering import Region, without
from commons.media.signals import photo_rerendered
from commons.media.tasks import delete_files, render_photo, render_preview
from commons.outbox import actions as outbox
from core.files.upload_quotas import counted_upload
from core.permissions import SYSTEM, require
from core.values.pictures import Focus

WITHHELD: Final = "withheld"
WHOLE: Final = Region(left=0, top=0, width=100, height=100)


def add_photo(
    *,
    file: File[bytes],
    title: str,
    alt: str,
    credit: str = "",
    licence: str = Licence.ALL_RIGHTS,
    words_follow: bool = False,
    key: UUID | None = None,
    by: Actor,
) -> Photo:
    """Keep the pixels of an upload, never the upload. A small size can be seen at once.

    They are worked on before anything is locked, so that nobody waits for them. With `words_follow`
    the alternative text may come later; what comes again under its `key` comes once.
    """
    photo = Photo(title=title, description=alt, credit=credit, licence=licence, brought_as=key)
    photo.uploaded_by_user = None if by is SYSTEM else by
    require(by, "media.upload_photo", photo)

    if not words_follow:
        require_alt_text(alt)
    if brought := existing_upload(photo):
        return brought
    with counted_upload(by, file.size):
        picture = sanitize_in_subprocess(file)
    return _keep(photo, picture, by)


@transaction.atomic
def _keep(photo: Photo, picture: CleanPicture, by: Actor) -> Photo:
    """Store it, unless the same was stored while this one was worked on."""
    if photo.brought_as is not None and by is not SYSTEM:
        User.objects.locked(by.pk, no_key=True)
        if brought := existing_upload(photo):
            return brought

    photo.file = ContentFile(picture.content, name=f"photo.{picture.extension}")
    photo.file_size = len(picture.content)
    if by is SYSTEM:
        photo.collection = library()  # nobody's own: the editors look after it
    photo.save()
    render_preview(photo)
    audit.record(by, "photo.added", photo)

    outbox.enqueue(render_photo, photo_id=photo.pk)
    return photo


def existing_upload(photo: Photo) -> Photo | None:
    """What the same person brought under the same key."""
    if photo.brought_as is None:
        return None
    brought = Photo.objects.filter(uploaded_by_user=photo.uploaded_by_user)
    return brought.filter(brought_as=photo.brought_as).first()


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
def focus_photo(*, photo: Photo, focus: Focus | None, by: Actor) -> Photo:
    """Say what stays in view wherever the photograph is cut; what is cut already is cut anew."""
    require(by, "media.describe_photo", photo)

    photo = Photo.objects.locked(photo.pk)
    before = photo.focus

    photo.focus_on(focus)
    if photo.focus == before:
        return photo
    photo.save(update_fields=FOCAL_POINT)
    audit.record(by, "photo.focused", photo)

    outbox.enqueue(render_photo, photo_id=photo.pk)
    return photo


@transaction.atomic
def blur_part(*, photo: Photo, region: Region, by: Actor) -> Photo:
    """Take away for good what is to be seen in one part: of the file, and so of every size.

    Everything gets another address. No clear copy is kept, so nobody can undo it.
    """
    require(by, "media.describe_photo", photo)

    photo = Photo.objects.locked(photo.pk)

    old = photo.file.name
    _cover(photo, region)
    photo.parts_blurred += 1
    audit.record(by, "photo.part_blurred", photo)

    _rerender(photo, old=old)
    return photo


@transaction.atomic
def delete_photo(*, photo: Photo, by: Actor) -> None:
    """Take a photograph away, with every size of it. Its files go after commit."""
    require(by, "media.remove_photo", photo)

    if not (locked := Photo.objects.select_for_update().filter(pk=photo.pk).first()):
        return  # a second click

    audit.record(by, "photo.deleted", locked)
    locked.delete()

    outbox.enqueue(delete_files, name=locked.file.name)
    if locked.withheld:
        outbox.enqueue(delete_files, name=locked.withheld["file"])


@transaction.atomic
def quarantine_photo(*, photo: Photo) -> Photo:
    """Cover it wherever it stands, for the very next reader, until it is given back.

    Whoever calls has decided. What is covered is kept where no address leads.
    """
    photo = Photo.objects.locked(photo.pk)
    if photo.withheld:
        return photo

    old = photo.file.name
    name = PurePath(photo.get_upload_to(old)).name
    with photo.open_file() as file:
        kept = default_storage.save(f"{WITHHELD}/{name}", File(file))
    photo.withheld = {"file": kept, "alt": photo.description}
    photo.description = "…"
    _cover(photo, WHOLE)
    _rerender(photo, old=old)
    return photo


@transaction.atomic
def restore_photo(*, photo: Photo) -> Photo:
    """As it was, under other addresses."""
    photo = Photo.objects.locked(photo.pk)
    if not photo.withheld:
        return photo

    old, kept = photo.file.name, photo.withheld["file"]
    with default_storage.open(kept) as file:
        photo.file = ContentFile(file.read(), name=PurePath(kept).name)
    photo.description = photo.withheld["alt"]
    photo.file_size, photo.file_hash, photo.withheld = photo.file.size, "", None
    _rerender(photo, old=old)
    outbox.enqueue(delete_files, name=kept)
    return photo


@transaction.atomic
def erase_quarantined_photo(*, photo: Photo) -> Photo:
    """What was covered is gone for good."""
    photo = Photo.objects.locked(photo.pk)
    if photo.withheld:
        outbox.enqueue(delete_files, name=photo.withheld["file"])
        photo.withheld = None
        photo.save(update_fields=["withheld"])
    return photo


def _cover(photo: Photo, region: Region) -> None:
    with photo.open_file() as file:
        picture = Image.open(file)
        covered = encode(without(strip_metadata(picture), region), drawing=picture.format == "PNG")
    photo.file = ContentFile(covered.content, name=f"photo.{covered.extension}")
    photo.file_size, photo.file_hash = len(covered.content), ""


def _rerender(photo: Photo, *, old: str) -> None:
    """Everything gets another address, and whoever kept the old one finds nothing."""
    photo.save()
    photo.renditions.all().delete()
    render_preview(photo)
    outbox.enqueue(render_photo, photo_id=photo.pk)
    outbox.enqueue(delete_files, name=old)
    photo_rerendered.send(sender=Photo, photo=photo)


def require_alt_text(alt: str) -> None:
    if not alt.strip():
        raise AltTextMissingError
