"""Sizes of photographs, made by a worker in another process, whatever happens to it."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from commons.media.rendering import sizes_for
from commons.outbox.models import OutboxEntry
from scripts.processes import stop, wait_until
from tests.factories.media import PhotoFactory
from tests.patience import patience

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SIDES = (2_400, 1_600)


@pytest.fixture
def media_root(settings, tmp_path):
    """The folder that this process and the worker share."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def photo(media_root):
    """A photograph of many colours, which takes its time, and the promise of its sizes."""
    out = BytesIO()
    Image.merge("RGB", [Image.effect_noise(SIDES, 60) for _ in range(3)]).save(out, "JPEG")
    photo = PhotoFactory(file=ContentFile(out.getvalue(), name="noise.jpg"))
    OutboxEntry.objects.create(job="media.render_photo", arguments={"photo_id": photo.pk})
    return photo


def test_a_worker_that_is_killed_leaves_the_other_sizes_to_the_next(
    photo, media_root, start_worker, broker
):
    first = start_worker()
    broker.send_task("outbox.drain_outbox")
    assert wait_until(lambda: photo.renditions.exists(), within=patience(60))
    stop([first], patience=0)
    halfway = photo.renditions.count()

    start_worker()
    broker.send_task("outbox.drain_outbox")

    assert wait_until(lambda: not OutboxEntry.objects.exists(), within=patience(90))
    assert 0 < halfway < 10
    specs = sorted(photo.renditions.values_list("filter_spec", flat=True))
    assert specs == sorted(size.spec for size in sizes_for(SIDES[0]))
    assert len([path for path in media_root.rglob("*") if path.is_file()]) == 1 + 10
