import re
from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageStat

from commons.audit.models import AuditEntry
from commons.media.actions import (
    add_photo,
    blur_part,
    delete_photo,
    describe_photo,
    focus_photo,
)
from commons.media.errors import AltTextMissingError, NotAPhotographError
from commons.media.models import Photo, Rendition
from commons.media.rendering import CARD, Region
from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM
from core.values.pictures import Focus
from tests.commons.media.parsing import told_beside_pixels
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


def upload(content=None, name="maison-de-jeanne.jpg"):
    return SimpleUploadedFile(name, picture_bytes(1600, 1200) if content is None else content)


def with_position():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (47.0, 23.0, 0.0), 3: "E", 4: (0.0, 41.0, 0.0)}
    return picture_bytes(1600, 1200, exif=exif, comment=b"at home", xmp=b"<ns.adobe>")


def files_in(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_add_photo_keeps_what_was_said_and_shows_a_small_size_at_once(media_root):
    host = UserFactory()

    photo = add_photo(
        file=upload(),
        title="The house",
        alt="A white house",
        credit="Jeanne",
        licence="CC0-1.0",
        by=host,
    )

    photo.refresh_from_db()
    kept = (photo.title, photo.description, photo.credit, photo.licence, photo.uploaded_by_user)
    assert kept == ("The house", "A white house", "Jeanne", "CC0-1.0", host)
    assert (photo.width, photo.height, photo.file_size) == (1600, 1200, photo.file.size)
    assert [(one.filter_spec, one.width) for one in photo.renditions.all()] == [
        ("width-480|format-jpeg", 480)
    ]
    token = photo.file.name.removesuffix(".jpg")
    assert re.fullmatch(r"photos/[0-9a-f]{2}/[0-9a-f]{32}", token)
    assert files_in(media_root) == [f"{token}.480.jpg", f"{token}.jpg"]


def test_add_photo_records_it_and_promises_the_other_sizes():
    host = UserFactory()

    photo = add_photo(file=upload(), title="The house", alt="A white house", by=host)

    assert list(AuditEntry.objects.values_list("actor", "verb", "subject_id", "data")) == [
        (host.pk, "photo.added", photo.pk, {})
    ]
    assert list(OutboxEntry.objects.values_list("job", "arguments")) == [
        ("media.render_photo", {"photo_id": photo.pk})
    ]


def test_neither_the_photo_nor_any_size_tells_where_it_was_taken(committed, media_root):
    file = upload(with_position())

    with committed():
        add_photo(file=file, title="The house", alt="A white house", by=UserFactory())

    stored = [path for path in media_root.rglob("*") if path.is_file()]
    assert len(stored) == 1 + 10
    assert [told_beside_pixels(path.read_bytes()) for path in stored] == [set()] * 11
    assert told_beside_pixels(with_position()) == {0xE1, 0xFE, b"Exif", b"ns.adobe"}


def test_add_photo_with_a_key_comes_once_for_each_person(media_root):
    key, one, other = uuid4(), UserFactory(), UserFactory()
    said = {"title": "The house", "alt": "A white house", "key": key}

    photos = [add_photo(file=upload(), by=by, **said) for by in (one, one, other)]

    assert photos[0] == photos[1] != photos[2]
    assert Photo.objects.count() == 2
    assert len(files_in(media_root)) == 4


def test_focus_photo_cuts_the_card_around_it_and_leaves_the_rest(committed, media_root):
    host = UserFactory()
    with committed():
        photo = add_photo(file=upload(quarters()), title="T", alt="Quarters", by=host)
    before = files_in(media_root)
    middle = colours_of(photo)

    with committed():
        photo = focus_photo(photo=photo, focus=Focus(100, 100), by=host)

    after = files_in(media_root)
    assert photo.focus == Focus(100, 100)
    assert (middle, colours_of(photo)) == ({"red", "green", "blue", "white"}, {"blue", "white"})
    assert len(after) == len(before) == 11
    assert len(set(before) - set(after)) == 1
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["photo.added", "photo.focused"]


def test_focus_photo_said_twice_is_said_once(committed):
    photo = PhotoFactory(file=ContentFile(picture_bytes(100, 100), name="a.jpg"))

    for _time in range(2):
        focus_photo(photo=photo, focus=Focus(20, 30), by=photo.uploaded_by_user)

    assert AuditEntry.objects.filter(verb="photo.focused").count() == 1
    assert focus_photo(photo=photo, focus=None, by=photo.uploaded_by_user).focus is None


def test_focus_photo_is_for_whoever_brought_it():
    photo = PhotoFactory()

    with pytest.raises(PermissionDenied):
        focus_photo(photo=photo, focus=Focus(20, 30), by=UserFactory())

    assert Photo.objects.get().focus is None


QUARTERS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "white": (255,) * 3}


def quarters():
    """Red and green above, blue and white below; tall, so that a card shows less than half."""
    picture = Image.new("RGB", (1200, 1600))
    for place, colour in zip(
        ((0, 0), (600, 0), (0, 800), (600, 800)), QUARTERS.values(), strict=True
    ):
        picture.paste(colour, (*place, place[0] + 600, place[1] + 800))
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def colours_of(photo):
    """The nearest pure colours in the corners of its card."""
    card = photo.renditions.get(filter_spec=CARD.spec)
    with Image.open(card.file.path) as picture:
        assert picture.size == (1200, 630)
        corners = [picture.getpixel((x, y)) for x in (5, 1194) for y in (5, 624)]
    pure = [tuple(255 * (part > 127) for part in pixel) for pixel in corners]
    return {name for name, colour in QUARTERS.items() if colour in pure}


def test_add_photo_by_the_system_belongs_to_nobody():
    photo = add_photo(file=upload(), title="The house", alt="A white house", by=SYSTEM)

    assert photo.uploaded_by_user is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"file": upload(b"<svg onload='alert(1)'/>")}, NotAPhotographError, id="svg"),
        pytest.param({"alt": ""}, AltTextMissingError, id="no-alt"),
        pytest.param({"alt": "  "}, AltTextMissingError, id="blank-alt"),
    ],
)
def test_add_photo_refuses_and_leaves_nothing(changes, error, media_root):
    said = {"file": upload(), "title": "The house", "alt": "A white house"} | changes

    with pytest.raises(error):
        add_photo(**said, by=UserFactory())

    assert (Photo.objects.count(), OutboxEntry.objects.count(), files_in(media_root)) == (0, 0, [])


def test_add_photo_asks_for_an_answered_mail(media_root):
    with pytest.raises(PermissionDenied):
        add_photo(file=upload(), title="The house", alt="A house", by=UserFactory(unverified=True))

    assert (Photo.objects.count(), files_in(media_root)) == (0, [])


def test_describe_photo_changes_words_only():
    photo = PhotoFactory()

    describe_photo(
        photo=photo,
        alt="A red house",
        credit="Jeanne",
        licence="CC-BY-4.0",
        by=photo.uploaded_by_user,
    )

    fresh = Photo.objects.get()
    assert (fresh.description, fresh.credit, fresh.licence, fresh.file) == (
        "A red house",
        "Jeanne",
        "CC-BY-4.0",
        photo.file,
    )
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["photo.described"]


def test_describe_photo_is_refused_to_a_stranger_and_without_words():
    photo = PhotoFactory()
    words = {"photo": photo, "credit": "", "licence": "CC0-1.0"}

    with pytest.raises(PermissionDenied):
        describe_photo(**words, alt="Mine", by=UserFactory())
    with pytest.raises(AltTextMissingError):
        describe_photo(**words, alt=" ", by=photo.uploaded_by_user)

    assert Photo.objects.get().description == "A green field"


def test_delete_photo_removes_its_files_after_commit_and_no_others(committed, media_root):
    host = UserFactory()
    with committed():
        gone, kept = (add_photo(file=upload(), title="A", alt="A", by=host) for _ in range(2))

    with committed():
        delete_photo(photo=gone, by=host)
        before = len(files_in(media_root))

    token = kept.file.name.removesuffix(".jpg")
    assert before == 22
    assert list(Photo.objects.all()) == [kept]
    assert [name for name in files_in(media_root) if not name.startswith(token)] == []
    assert len(files_in(media_root)) == 11
    assert AuditEntry.objects.filter(verb="photo.deleted", subject_id=gone.pk).count() == 1


def test_delete_photo_a_second_time_does_nothing(committed):
    photo = PhotoFactory()
    again = Photo.objects.get()

    with committed():
        delete_photo(photo=photo, by=photo.uploaded_by_user)
        delete_photo(photo=again, by=again.uploaded_by_user)

    assert [entry.verb for entry in AuditEntry.objects.all()] == ["photo.deleted"]


def test_delete_photo_is_refused_to_a_stranger(media_root):
    photo = PhotoFactory()

    with pytest.raises(PermissionDenied):
        delete_photo(photo=photo, by=UserFactory())

    assert (Photo.objects.get(), files_in(media_root)) == (photo, [photo.file.name])


def test_a_photo_shown_upright_keeps_its_size():
    exif = Image.Exif()
    exif[0x0112] = 6

    photo = add_photo(
        file=upload(picture_bytes(40, 30, exif=exif)), title="A", alt="A", by=UserFactory()
    )

    assert (photo.width, photo.height) == (30, 40)
    with Image.open(photo.file.path) as picture:
        assert picture.size == (30, 40)


def test_add_photo_judges_by_content_and_not_by_name():
    photo = add_photo(
        file=ContentFile(picture_bytes(image_format="WEBP"), name="photo.svg"),
        title="A",
        alt="A",
        by=UserFactory(),
    )

    assert photo.file.name.endswith(".jpg")
    assert Rendition.objects.count() == 1


def with_a_face(width=800, height=600):
    """Noise that nobody could guess, in the middle of an even picture."""
    picture = Image.new("RGB", (width, height), "#3a7")
    noise = Image.effect_noise((160, 180), 120).convert("RGB")
    picture.paste(noise, (320, 120))
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def roughness(file, box):
    """How much neighbours differ in a part of a picture: noise much, a blurred face hardly."""
    with Image.open(file) as picture:
        share = picture.width / 800
        part = picture.convert("L").crop([round(edge * share) for edge in box])
        beside = ImageChops.difference(part, ImageChops.offset(part, 1, 0))
        return ImageStat.Stat(beside.crop((1, 0, part.width, part.height))).mean[0]


FACE = (330, 130, 470, 290)
SQUARE = Region(left=40, top=20, width=20, height=30)


@pytest.mark.parametrize("is_round", [False, True])
def test_blur_part_leaves_nothing_of_it_in_the_file_and_in_any_size(
    media_root, committed, is_round
):
    host = UserFactory()
    with committed():
        photo = add_photo(file=upload(with_a_face()), title="T", alt="A face", by=host)
    before, clear = files_in(media_root), roughness(media_root / photo.file.name, FACE)
    heart = (380, 190, 420, 230) if is_round else FACE

    with committed():
        photo = blur_part(photo=photo, region=replace(SQUARE, is_round=is_round), by=host)

    photo.refresh_from_db()
    after = files_in(media_root)
    assert clear > 20
    assert not set(before) & set(after)
    assert len(after) == photo.renditions.count() + 1 > 3
    whole = [name for name in after if "-" not in name]  # a card shows another part
    assert [name for name in whole if roughness(media_root / name, heart) > 3] == []
    assert (photo.width, photo.height, photo.parts_blurred) == (800, 600, 1)
    assert photo.file_size == photo.file.size


def test_blur_part_leaves_the_rest_as_it_was(media_root):
    host = UserFactory()
    photo = add_photo(file=upload(with_a_face()), title="T", alt="A face", by=host)

    photo = blur_part(photo=photo, region=Region(0, 0, 10, 10), by=host)

    assert roughness(media_root / photo.file.name, FACE) > 20


def test_blur_part_reaches_to_the_edge_and_not_beyond(media_root):
    host = UserFactory()
    photo = add_photo(file=upload(with_a_face()), title="T", alt="A face", by=host)

    photo = blur_part(photo=photo, region=Region(30, 10, 100, 100), by=host)

    assert roughness(media_root / photo.file.name, FACE) < 3


def test_blur_part_is_for_whoever_brought_it():
    photo = PhotoFactory()

    with pytest.raises(PermissionDenied):
        blur_part(photo=photo, region=SQUARE, by=UserFactory())
