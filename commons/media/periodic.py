"""What the clock looks after: sizes that were never made, files that nobody owns."""

from pathlib import PurePath
from typing import Final

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from commons.media.models import Photo
from commons.media.tasks import delete_files, render_photo
from core.files.storage import list_dir
from core.periodic import for_each_row

MOST_RENDERED: Final = 100  # photographs in one run
LAST_RENDERED: Final = "media.render_missing.last"  # in the cache: a key of a photograph


@shared_task(name="media.render_missing")
def render_missing() -> int:
    """Editors' uploads in bulk, and whatever a killed worker left behind.

    Goes round: each run begins behind the last photograph of the one before, so that those that
    can never be rendered hold up no others. Returns how many failed; they are in the log.
    """
    photos = Photo.objects.unrendered().order_by("pk")
    last = cache.get(LAST_RENDERED, 0)
    batch = list(photos.filter(pk__gt=last)[:MOST_RENDERED])
    batch += photos.filter(pk__lte=last)[: MOST_RENDERED - len(batch)]  # and again from the first
    if batch:
        cache.set(LAST_RENDERED, batch[-1].pk, timeout=None)
    return for_each_row(batch, lambda photo: render_photo.delay(photo_id=photo.pk))


@shared_task(name="media.sweep_files")
def sweep_files() -> int:
    """Delete files whose photograph was never committed, or is gone.

    Returns how many could not be deleted; they are in the log.
    """
    loose = (name for folder in folders() for name in orphans(folder))
    return for_each_row(loose, delete_if_settled)


def delete_if_settled(name: str) -> None:
    """A younger file may be waiting for the commit of its row."""
    if default_storage.get_modified_time(name) < timezone.now() - settings.MEDIA_SWEEP_AFTER:
        delete_files(name=name)


def folders() -> list[str]:
    return [f"photos/{folder}" for folder in list_dir("photos")[0]]


def orphans(folder: str) -> list[str]:
    """Files whose name begins like no photograph's."""
    owned = Photo.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
    tokens = {PurePath(name).stem for name in owned}
    files = list_dir(folder)[1]
    return [f"{folder}/{file}" for file in files if file.split(".")[0] not in tokens]
