import re

import pytest
from django.core.files.base import ContentFile

from commons.media.models import Photo
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory, RenditionFactory, picture_bytes

pytestmark = pytest.mark.django_db


def test_photo_is_stored_under_a_name_that_tells_nothing():
    photo = PhotoFactory(file=ContentFile(picture_bytes(), name="maison-de-jeanne.JPG"))

    assert re.fullmatch(r"photos/([0-9a-f]{2})/\1[0-9a-f]{30}\.jpg", photo.file.name)


def test_uploaded_by_leaves_out_the_photos_of_others():
    photo = PhotoFactory()
    PhotoFactory()

    assert list(Photo.objects.uploaded_by(photo.uploaded_by_user)) == [photo]
    assert list(Photo.objects.uploaded_by(UserFactory())) == []


def test_with_renditions_asks_once_for_all_photos(django_assert_num_queries):
    renditions = [RenditionFactory(), RenditionFactory()]

    with django_assert_num_queries(2):
        photos = list(Photo.objects.with_renditions().order_by("pk"))

    assert [photo.prefetched_renditions for photo in photos] == [[r] for r in renditions]
