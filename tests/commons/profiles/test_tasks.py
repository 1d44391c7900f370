import pytest

from commons.media.rendering import FACE
from commons.profiles.tasks import render_face
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


def test_render_face_makes_it_once():
    photo = PhotoFactory()

    render_face(photo_id=photo.pk)
    render_face(photo_id=photo.pk)

    assert [one.filter_spec for one in photo.renditions.all()] == [FACE.spec]


def test_render_face_of_a_photograph_that_is_gone_does_nothing():
    render_face(photo_id=0)
