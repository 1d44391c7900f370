"""What media holds about a person: the photographs that they uploaded, and their files."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.media.models import Photo
from commons.privacy import personal_data
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from core.files.storage import read_chunks


def photos_of(person: User) -> list[Any]:
    photos = Photo.objects.uploaded_by(person).order_by("pk")
    return list(photos.values("public_id", "title", "description", "file", "created_at"))


def photo_files_of(person: User) -> Iterator[ArchiveFile]:
    """As they were cleaned at their upload: without place, time and device."""
    for photo in Photo.objects.uploaded_by(person).order_by("pk").iterator():
        name = str(photo.file.name)
        if photo.file.storage.exists(name):
            path = f"photos/{photo.public_id}{PurePath(name).suffix}"
            yield ArchiveFile(path, read_chunks(photo.file.storage, name))


personal_data.register("media", photos_of, covers=["media.photo.uploaded_by_user"])
register_files(photo_files_of)
register_processing(
    Processing(
        "photos",
        ("media",),
        title=_("Photos"),
        purpose=_("to show offers, stories and portraits"),
        basis=LegalBasis.CONTRACT,
        recipients=_("everyone who may see the page where the photo appears"),
    )
)
register_retention(
    RetentionRule(
        ("media.photo",),
        goes=_("photos that no page shows any more"),
        period=settings.MEDIA_SWEEP_AFTER,
        starts=_("after they were removed from all pages"),
        job="hosting.sweep_photos",
        stays=_("photos in stories that others wrote with you, until the story is deleted"),
    )
)
