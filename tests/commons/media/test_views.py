import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


def test_photo_file_serves_pixels_that_may_be_kept_for_ever(client):
    photo = PhotoFactory()

    answer = client.get(photo.file.url)

    assert answer.content == picture_bytes()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"photos/00/{'0' * 32}.jpg", id="missing"),
        pytest.param(f"photos/00/{'0' * 32}.svg", id="svg"),
        pytest.param(f"photos/00/{'0' * 32}", id="no-ending"),
        pytest.param(f"photos/00/{'0' * 32}.jpg/../../../x", id="way-out"),
        "photos/00/../../secret.jpg",
        "documents/private.pdf",
    ],
)
def test_photo_file_knows_no_other_file(path, client):
    default_storage.save("documents/private.pdf", ContentFile(b"private"))
    default_storage.save(f"photos/00/{'0' * 32}.svg", ContentFile(b"<svg/>"))

    assert client.get(f"/media/{path}", follow=True).status_code == 404


def test_photo_file_only_reads(client):
    photo = PhotoFactory(file=ContentFile(picture_bytes(), name="a.jpg"))

    assert client.post(photo.file.url).status_code == 405
