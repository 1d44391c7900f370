"""What the clock looks after: sizes that were never made, files that nobody owns."""

from pathlib import PurePath

from celery import shared_task
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from commons.media.models import Photo
from commons.media.tasks import delete_files, render_photo
from core.shelves import listed


@shared_task(name="media.render_missing")
def render_missing() -> None:
    """Editors' uploads in bulk, and whatever a killed worker left behind."""
    for photo_id in Photo.objects.unrendered().values_list("pk", flat=True)[:100]:
        render_photo.delay(photo_id=photo_id)


@shared_task(name="media.sweep_files")
def sweep_files() -> None:
    """Delete files whose photograph was never committed, or is gone."""
    settled = timezone.now() - settings.MEDIA_SWEEP_AFTER
    for folder in folders():
        for name in orphans(folder):
            if default_storage.get_modified_time(name) < settled:
                delete_files(name=name)


def folders() -> list[str]:
    return [f"photos/{folder}" for folder in listed("photos")[0]]


def orphans(folder: str) -> list[str]:
    """Files whose name begins like no photograph's."""
    owned = Photo.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
    tokens = {PurePath(name).stem for name in owned}
    files = listed(folder)[1]
    return [f"{folder}/{file}" for file in files if file.split(".")[0] not in tokens]
