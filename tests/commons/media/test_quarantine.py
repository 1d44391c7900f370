"""A photograph that is covered, given back or gone: each press twice comes to the same."""

import pytest

from commons.audit.models import AuditEntry
from commons.media.actions import (
    delete_photo,
    erase_quarantined_photo,
    quarantine_photo,
    restore_photo,
)
from commons.media.models import Photo
from commons.media.tasks import delete_files
from commons.outbox.models import OutboxEntry
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


def test_quarantine_photo_twice_keeps_the_first_original():
    photo = PhotoFactory(description="A white house")

    kept = [quarantine_photo(photo=photo).withheld for _press in range(2)]

    assert kept[0] == kept[1]
    assert kept[0]["alt"] == "A white house"
    assert Photo.objects.get().description == "…"


def test_restore_photo_gives_back_words_and_file():
    photo = PhotoFactory(description="A white house")
    hidden = quarantine_photo(photo=photo)

    restored = restore_photo(photo=hidden)

    assert (restored.withheld, restored.description) == (None, "A white house")
    assert restored.file.name != hidden.file.name


@pytest.mark.parametrize(
    "action", [restore_photo, pytest.param(erase_quarantined_photo, id="erase-quarantined")]
)
def test_a_photo_that_is_not_covered_stays_as_it_is(action):
    photo = PhotoFactory(description="A white house")

    action(photo=photo)

    after = Photo.objects.get()
    assert (after.file.name, after.description) == (photo.file.name, "A white house")


def test_erase_quarantined_photo_leaves_nothing_to_give_back():
    covered = quarantine_photo(photo=PhotoFactory(description="A white house"))

    erase_quarantined_photo(photo=covered)
    restore_photo(photo=covered)

    after = Photo.objects.get()
    assert (after.withheld, after.description) == (None, "…")


def test_delete_photo_twice_is_written_down_once():
    photo = PhotoFactory()

    for _press in range(2):
        delete_photo(photo=photo, by=photo.uploaded_by_user)

    assert not Photo.objects.exists()
    assert AuditEntry.objects.filter(verb="photo.deleted").count() == 1


def test_delete_photo_takes_what_is_covered_along():
    covered = quarantine_photo(photo=PhotoFactory())

    delete_photo(photo=covered, by=covered.uploaded_by_user)

    jobs = OutboxEntry.objects.filter(job=delete_files.name)
    names = {job.arguments["name"] for job in jobs}
    assert {covered.file.name, covered.withheld["file"]} <= names
