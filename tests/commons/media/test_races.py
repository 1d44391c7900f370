"""Rivals at a photograph: what two blur at once is gone in both places."""

from uuid import uuid4

import pytest
from PIL import Image

from commons.media.actions import add_photo, blur_part
from commons.media.models import Photo
from commons.media.rendering import Region
from tests.commons.media.test_actions import roughness, upload, with_a_face
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory
from tests.rivals import outcomes_at_once

pytestmark = pytest.mark.django_db(transaction=True)

LEFT, RIGHT = Region(35, 10, 15, 50), Region(50, 10, 15, 50)


def test_two_parts_that_are_blurred_at_once_are_both_gone(media_root):
    host = UserFactory()
    photo = PhotoFactory(uploaded_by_user=host, file=upload(with_a_face()))

    said = outcomes_at_once(
        *(lambda part=part: blur_part(photo=photo, region=part, by=host) for part in (LEFT, RIGHT))
    )

    kept = Photo.objects.get()
    with Image.open(media_root / kept.file.name) as picture:
        assert picture.size == (800, 600)
    assert said == ["done", "done"]
    assert kept.parts_blurred == 2
    assert roughness(media_root / kept.file.name, (330, 130, 470, 290)) < 5


def test_a_photograph_sent_twice_at_once_under_one_key_is_one():
    host, key = UserFactory(), uuid4()

    said = outcomes_at_once(
        *(
            lambda: add_photo(file=upload(), title="T", alt="A house", key=key, by=host)
            for _press in range(3)
        )
    )

    assert said == ["done"] * 3
    assert Photo.objects.count() == 1


def test_without_its_key_a_photograph_sent_twice_is_two():
    """The control of the race above."""
    host = UserFactory()

    outcomes_at_once(
        *(lambda: add_photo(file=upload(), title="T", alt="A", by=host) for _ in range(2))
    )

    assert Photo.objects.count() == 2
