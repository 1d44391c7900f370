import re

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from commons.media.models import Photo
from commons.media.tasks import render_photo
from core.pictures import Picture, Source
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


def test_picture_of_a_photo_without_sizes_is_the_photo_itself():
    photo = PhotoFactory()

    assert photo.picture == Picture(photo.file.url, 8, 6, "A green field")


def test_picture_offers_better_formats_first_and_the_widest_size_as_its_own():
    file = ContentFile(picture_bytes(700, 350), name="a.jpg")
    photo = PhotoFactory(file=file, credit="Jeanne")
    render_photo(photo_id=photo.pk)
    stem = photo.file.url.removesuffix(".jpg")

    picture = Photo.objects.with_renditions().get().picture

    assert picture == Picture(
        url=f"{stem}.960.jpg",
        width=700,
        height=350,
        alt="A green field",
        sources=(
            Source("image/avif", f"{stem}.480.avif 480w, {stem}.960.avif 700w"),
            Source("image/webp", f"{stem}.480.webp 480w, {stem}.960.webp 700w"),
            Source("image/jpeg", f"{stem}.480.jpg 480w, {stem}.960.jpg 700w"),
        ),
        credit="Jeanne",
    )


def test_pictures_of_a_list_ask_nothing_more(django_assert_num_queries):
    rendered = PhotoFactory()
    PhotoFactory()
    render_photo(photo_id=rendered.pk)

    with django_assert_num_queries(2):
        photos = Photo.objects.with_renditions().order_by("pk")
        html = [render_to_string("media/parts/picture.html", {"photo": photo}) for photo in photos]

    assert [part.count("<source") for part in html] == [3, 0]


def test_a_picture_waits_until_it_is_seen_unless_it_is_the_first():
    photo = PhotoFactory(description="A <b>field</b>")

    later = render_to_string("media/parts/picture.html", {"photo": photo})
    first = render_to_string("media/parts/picture.html", {"photo": photo, "first": True})

    assert later.split() == [
        "<picture>",
        "<img",
        f'src="{photo.file.url}"',
        'width="8"',
        'height="6"',
        'alt="A',
        '&lt;b&gt;field&lt;/b&gt;"',
        'decoding="async"',
        'loading="lazy">',
        "</picture>",
    ]
    assert first == later.replace('loading="lazy"', 'fetchpriority="high"')


def test_a_photo_names_who_took_it():
    photo = PhotoFactory(credit="Jeanne", licence="CC0-1.0")

    html = render_to_string("media/parts/photo.html", {"photo": photo, "caption": "At dawn"})

    caption = html[html.index("<figcaption") : html.index("</figcaption>")]
    assert " ".join(strip_tags(caption).split()) == (
        "At dawn Photograph: Jeanne, Creative Commons Zero."
    )
