"""Two portraits that are shown at once: one stays, and no file of the other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commons.media.models import Photo
from commons.profiles.actions.profiles import change_profile
from commons.profiles.models import ProfileData
from tests.factories.media import picture_bytes
from tests.factories.profiles import ProfileFactory, with_portrait
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ProfileData("We mend a mill.", "en", is_public=True, is_named_as_sponsor=False, alt="Ada")


def photographs_of_two_changes():
    """How many are left where two replace the same portrait."""
    ada = with_portrait(ProfileFactory()).person

    def change():
        file = SimpleUploadedFile("me.jpg", picture_bytes())
        return change_profile(person=ada, data=WORDS, file=file, by=ada)

    overtaken(change, at="commons.profiles.models.Profile.save", by=change)

    return Photo.objects.count()


def test_two_portraits_at_once_leave_one():
    assert photographs_of_two_changes() == 1


def test_control_without_lock_a_portrait_is_left_that_nobody_shows():
    with without_row_locks():
        left = photographs_of_two_changes()

    assert left == (2 if has_row_locks() else 1)
