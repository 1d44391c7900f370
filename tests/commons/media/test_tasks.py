from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from commons.media import tasks
from commons.media.models import Photo
from commons.media.rendering import CARD, sizes_for
from commons.media.tasks import delete_files, keep, render_photo
from core.values.pictures import Focus
from tests.factories.media import PhotoFactory, RenditionFactory, picture_bytes

pytestmark = pytest.mark.django_db


def photo_of(width, height=900, **options):
    return PhotoFactory(file=ContentFile(picture_bytes(width, height, **options), name="a.jpg"))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (2000, {480, 960, 1440}),
        (1440, {480, 960, 1440}),
        (960, {480, 960}),
        (700, {480, 700}),
        (200, {200}),
    ],
)
def test_render_photo_makes_every_size_in_every_format(width, expected):
    photo = photo_of(width)

    render_photo(photo_id=photo.pk)

    made = {}
    for rendition in photo.renditions.all():
        with Image.open(rendition.file.path) as picture:
            assert picture.size == (rendition.width, rendition.height)
            if rendition.filter_spec != CARD.spec:
                made.setdefault(picture.format, set()).add(rendition.width)
    assert made == {"JPEG": expected, "WEBP": expected, "AVIF": expected}


def test_render_photo_twice_does_nothing_the_second_time():
    photo = photo_of(1000)
    render_photo(photo_id=photo.pk)
    before = list(photo.renditions.order_by("pk").values_list("pk", "file"))

    render_photo(photo_id=photo.pk)

    assert list(photo.renditions.order_by("pk").values_list("pk", "file")) == before


def test_render_photo_goes_on_where_a_killed_worker_stopped(monkeypatch):
    photo = photo_of(1000)
    kept = []

    def keep_two(*arguments):
        if len(kept) == 2:
            raise SystemExit
        kept.append(keep(*arguments))

    monkeypatch.setattr(tasks, "keep", keep_two)
    with pytest.raises(SystemExit):
        render_photo(photo_id=photo.pk)
    default_storage.save(f"{photo.file.name[:-4]}.480.avif", ContentFile(b"half a file"))
    monkeypatch.undo()

    render_photo(photo_id=photo.pk)

    specs = sorted(photo.renditions.values_list("filter_spec", flat=True))
    assert specs == sorted(size.spec for size in sizes_for(1000))
    folder = photo.file.name.rpartition("/")[0]
    assert len(default_storage.listdir(folder)[1]) == 1 + len(specs)
    with Image.open(photo.renditions.get(filter_spec="width-480|format-avif").file.path) as picture:
        assert picture.size == (480, 432)


def test_render_photo_of_a_deleted_photo_does_nothing():
    render_photo(photo_id=1)

    assert not default_storage.exists("photos")


@pytest.mark.parametrize("change", ["deleted", "replaced"])
def test_keep_drops_a_size_of_a_photo_that_changed_meanwhile(change, media_root):
    photo = photo_of(1000)
    if change == "deleted":
        Photo.objects.filter(pk=photo.pk).delete()
    else:
        Photo.objects.filter(pk=photo.pk).update(file="photos/00/other.jpg")

    keep(photo, sizes_for(1000)[0], picture_bytes())

    assert [path.name for path in media_root.rglob("*.jpg")] == [photo.file.name.rpartition("/")[2]]


def test_what_is_see_through_stands_on_white_in_a_jpeg_only():
    content = BytesIO()
    Image.new("RGBA", (600, 400), (255, 0, 0, 0)).save(content, "PNG")
    photo = PhotoFactory(file=ContentFile(content.getvalue(), name="a.png"))

    render_photo(photo_id=photo.pk)

    corners = {}
    for rendition in photo.renditions.filter(filter_spec__startswith="width-480"):
        with Image.open(rendition.file.path) as picture:
            corners[picture.format] = picture.getpixel((0, 0))
    assert corners["JPEG"] == (255, 255, 255)
    assert (corners["WEBP"][3], corners["AVIF"][3]) == (0, 0)


def test_delete_files_takes_everything_that_begins_alike_and_may_run_twice(media_root):
    rendition = RenditionFactory()
    other = PhotoFactory()
    name = rendition.image.file.name
    default_storage.save(f"{name[:-4]}.480.avif", ContentFile(b"left behind"))

    delete_files(name=name)
    delete_files(name=name)

    assert not default_storage.exists(name)
    assert not default_storage.exists(f"{name[:-4]}.480.avif")
    assert default_storage.exists(other.file.name)


def test_delete_files_of_a_folder_that_is_gone_does_nothing():
    delete_files(name="photos/00/none.jpg")

    assert not default_storage.exists("photos/00")


@pytest.mark.parametrize(
    ("sides", "card"),
    [((2000, 1500), (1200, 630)), ((600, 900), (600, 315)), ((900, 200), (381, 200))],
)
def test_a_card_is_cut_and_never_blown_up(sides, card):
    photo = photo_of(*sides)

    render_photo(photo_id=photo.pk)

    made = photo.renditions.get(filter_spec=CARD.spec)
    assert (made.width, made.height) == card
    assert photo.picture.to_share == made.file.url


def test_a_photograph_is_shared_whole_until_its_card_is_made():
    photo = photo_of(900)

    assert photo.picture.to_share == photo.file.url


def test_keep_drops_a_card_that_was_cut_around_something_else_meanwhile():
    photo = photo_of(1000)
    stale = Photo.objects.get()
    photo.focus_on(Focus(10, 10))
    photo.save()

    keep(stale, CARD, picture_bytes())

    assert photo.renditions.count() == 0
