from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commons.media import periodic
from commons.media.models import Photo
from commons.media.periodic import render_missing, sweep_files
from commons.media.rendering import CARD
from commons.media.tasks import render_photo
from tests.factories.media import PhotoFactory
from tests.poison import assert_one_failed, read_log

pytestmark = pytest.mark.django_db


def test_render_missing_finds_what_was_never_made_or_given_up():
    whole, halfway, untouched = PhotoFactory(), PhotoFactory(), PhotoFactory()
    for photo in (whole, halfway):
        render_photo(photo_id=photo.pk)
    halfway.renditions.get(filter_spec="width-480|format-avif").delete()
    older = PhotoFactory()  # than cards are
    render_photo(photo_id=older.pk)
    older.renditions.get(filter_spec=CARD.spec).delete()
    assert list(Photo.objects.unrendered().order_by("pk")) == [halfway, untouched, older]

    render_missing()

    assert list(Photo.objects.unrendered()) == []
    assert [photo.renditions.count() for photo in (whole, halfway, untouched, older)] == [4] * 4


def test_render_missing_goes_on_after_a_photo_that_cannot_be_read(failed_rows):
    broken, good = PhotoFactory(), PhotoFactory()
    default_storage.delete(broken.file.name)

    failed = render_missing()

    assert_one_failed(failed_rows, Photo, broken.pk, error="SourceImageIOError")
    assert failed == 1
    assert list(Photo.objects.unrendered()) == [broken]
    assert good.renditions.count() == 4


def test_render_missing_comes_to_those_behind_many_broken_ones(monkeypatch, failed_rows):
    monkeypatch.setattr(periodic, "MOST_RENDERED", 2)
    broken, good = PhotoFactory.create_batch(3), PhotoFactory()
    for photo in broken:
        default_storage.delete(photo.file.name)

    failed = [render_missing() for _run in range(3)]

    failed_rows.clear()
    assert failed == [2, 1, 2]  # two broken ones, one with the good one, from the beginning again
    assert list(Photo.objects.unrendered().order_by("pk")) == broken
    assert good.renditions.count() == 4


def test_sweep_files_removes_what_no_photo_owns(settings):
    settings.MEDIA_SWEEP_AFTER = timedelta()
    photo = PhotoFactory()
    render_photo(photo_id=photo.pk)
    folder = photo.file.name.rpartition("/")[0]
    orphans = [f"{folder}/{'0' * 32}.jpg", f"photos/zz/{'1' * 32}.480.avif"]
    for name in orphans:
        default_storage.save(name, ContentFile(b"never committed"))

    sweep_files()

    assert [default_storage.exists(name) for name in orphans] == [False, False]
    assert len(default_storage.listdir(folder)[1]) == 5


def test_sweep_files_leaves_young_files_to_their_transaction(time_machine):
    young = default_storage.save(f"photos/00/{'0' * 32}.jpg", ContentFile(b"not committed yet"))
    time_machine.move_to(default_storage.get_modified_time(young))  # by the clock of the kernel

    sweep_files()

    assert default_storage.exists(young)


def test_sweep_files_goes_on_after_a_file_that_cannot_be_deleted(settings, failed_rows):
    """By real data: where a file should be stands a link that leads nowhere."""
    settings.MEDIA_SWEEP_AFTER = timedelta()
    loose = default_storage.save(f"photos/00/{'1' * 32}.jpg", ContentFile(b"never committed"))
    broken = f"photos/00/{'0' * 32}.jpg"
    Path(default_storage.path(broken)).symlink_to("nowhere")

    failed = sweep_files()

    assert read_log(failed_rows) == [
        f"failed for {broken} with FileNotFoundError",
        "failed for 1 of 2 rows",
    ]
    assert failed == 1
    assert not default_storage.exists(loose)


def test_sweep_files_of_an_empty_store_does_nothing():
    sweep_files()

    assert not default_storage.exists("photos")
