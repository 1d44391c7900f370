"""Every hard case goes the whole way, from the form of a host to the bytes that a visitor gets.

The corpus lies in ../shared/data/images beside the checkout; its README says how each has to end.
"""

import csv
from collections import Counter
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops, ImageStat

from commons.media.errors import (
    NotAPhotographError,
    PhotographDamagedError,
    PhotographTooLargeError,
)
from commons.media.models import Photo
from commons.media.rendering import sizes_for
from commons.outbox.models import OutboxEntry
from tests.commons.media.parsing import told_beside_pixels
from tests.exhaustive import size
from tests.factories.hosting import StayFactory
from tests.factories.media import picture_bytes
from tests.hosting.host_space.views.hard_photographs import EXPECTED

pytestmark = pytest.mark.django_db

CORPUS = Path(settings.BASE_DIR).parent / "shared" / "data" / "images"
SOME = 4  # of the photographs of a folder that end well; the others in the exhaustive run
SENTENCES = {
    "not": str(NotAPhotographError()),
    "damaged": str(PhotographDamagedError()),
    "large": str(PhotographTooLargeError(limit=40)),
}


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def corpus():
    if not CORPUS.exists():
        pytest.fail(f"{CORPUS} isn’t there: the hard cases lie beside the checkout")
    return CORPUS


@pytest.fixture
def bring(client, committed):
    """Send a file as a page with scripts does, and let the jobs run that it promised."""
    stay = StayFactory(draft=True)
    client.force_login(stay.host)
    url = reverse("hosting:photo-add", args=[stay.public_id])

    def bring(name, content):
        sent = {"key": str(uuid4()), "photos": SimpleUploadedFile(name, content)}
        with committed():
            return client.post(url, sent, headers={"Accept": "application/json"})

    return bring


def served(client, photo):
    """The bytes that visitors get: the photograph and each size of it."""
    urls = [photo.file.url, *(one.file.url for one in photo.renditions.all())]
    return [client.get(url).getvalue() for url in urls]


def test_every_file_of_the_corpus_has_its_expectation(corpus):
    with (corpus / "index.csv").open() as index:
        assert {row["path"] for row in csv.DictReader(index)} == set(EXPECTED)


def cases():
    """Every file, with a mark on those that are left out when not everything is tried."""
    good = Counter()
    for path, expected in EXPECTED.items():
        folder = Path(path).parent
        good[folder] += not isinstance(expected, str)
        marks = [pytest.mark.exhaustive] if good[folder] > SOME else []
        yield pytest.param(path, marks=marks, id=path)


@pytest.mark.slow
@pytest.mark.parametrize("path", list(cases()))
def test_hard_photograph(path, client, bring, corpus, media_root):
    answer = bring(Path(path).name, (corpus / path).read_bytes())

    if isinstance(expected := EXPECTED[path], str):
        refusal = f"{Path(path).name}: {SENTENCES[expected]}" if expected in SENTENCES else expected
        assert (answer.status_code, answer.json()) == (422, {"refusals": [refusal]})
        assert (Photo.objects.count(), list(media_root.rglob("*.*"))) == (0, [])
        return
    photo = Photo.objects.get()
    assert (answer.status_code, photo.width, photo.height) == (200, *expected)
    assert photo.renditions.count() == len(sizes_for(photo.width))
    assert OutboxEntry.objects.count() == 0
    assert {frozenset(told_beside_pixels(content)) for content in served(client, photo)} == {
        frozenset()
    }


@pytest.mark.slow
def test_all_orientations_are_one_picture(bring, corpus):
    numbers = size((1, 3, 6, 8), exhaustive=range(1, 9))
    for number in numbers:
        path = corpus / "orientation" / f"Landscape_{number}.jpg"
        assert bring(path.name, path.read_bytes()).status_code == 200

    small = [small_of(photo.file.path) for photo in Photo.objects.order_by("pk")]
    apart = [ImageStat.Stat(ImageChops.difference(small[0], one)).mean[0] for one in small]
    upside_down = ImageStat.Stat(ImageChops.difference(small[0], small[0].rotate(180))).mean[0]
    assert len(small) == len(numbers)
    assert max(apart) < 6 < 20 < upside_down


def small_of(path):
    with Image.open(path) as picture:
        return picture.convert("L").resize((45, 30))


def test_no_exact_position_is_served(client, bring):
    exif = Image.Exif()
    exif[0x010E] = "CANARY at home"
    exif[0x8825] = {1: "N", 2: (47.0, 23.0, 11.7), 3: "E", 4: (0.0, 41.0, 5.3)}
    content = picture_bytes(1600, 1200, exif=exif, comment=b"CANARY", xmp=b"<ns.adobe>CANARY")

    bring("IMG_47.38_0.68.jpg", content)

    photo = Photo.objects.get()
    files = served(client, photo)
    assert b"CANARY" in content
    assert len(files) == 1 + len(sizes_for(1600))
    assert [one for one in files if b"CANARY" in one or told_beside_pixels(one)] == []
    assert [dict(Image.open(BytesIO(one)).getexif()) for one in files] == [{}] * len(files)
    assert "47.38" not in f"{photo.title}{photo.file.name}{photo.description}"
