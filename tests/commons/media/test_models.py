import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from commons.media.models import Photo
from commons.media.tasks import render_photo
from core.values.pictures import Focus, Picture, Source
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory, RenditionFactory, picture_bytes

LICENCE = {
    "licence": "CC BY-SA 4.0",
    "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
}
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

    assert photo.picture == Picture(photo.file.url, 8, 6, "A green field", **LICENCE)


def test_picture_lists_better_formats_first_and_its_widest_size():
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
        card=f"{stem}.1200-50-50.jpg",
        **LICENCE,
    )


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        (None, ""),
        pytest.param(Focus(34, 62), 'data-across="30" data-down="60"', id="focus-34-62"),
        (Focus(0, 100), '"0" data-down="100"'),
    ],
)
def test_a_picture_says_around_what_it_is_cut(focus, shown):
    photo = PhotoFactory(file=ContentFile(picture_bytes(700, 350), name="a.jpg"))
    photo.focus_on(focus)

    html = render_to_string("media/parts/picture.html", {"photo": photo})

    assert photo.focus == focus
    assert shown in html
    assert ("data-across" in html) == bool(focus)


def test_every_step_of_a_focus_stands_in_the_style_sheet():
    css = Path(finders.find("css/components/photo.css")).read_text()
    steps = {round(hundredths, -1) for hundredths in range(101)} - {50}

    for axis in ("across", "down"):
        assert {int(one) for one in re.findall(rf'data-{axis}="(\d+)"', css)} == steps


@pytest.mark.parametrize(
    ("licence", "shown", "address"),
    [
        pytest.param(
            "CC-BY-SA-4.0",
            "CC BY-SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            id="cc-by-sa-4-0",
        ),
        pytest.param(
            "CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", id="cc-by-4-0"
        ),
        pytest.param(
            "CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", id="cc0-1-0"
        ),
        pytest.param(
            "public-domain",
            "Public domain",
            "https://creativecommons.org/publicdomain/mark/1.0/",
            id="public-domain",
        ),
        pytest.param("all-rights-reserved", "All rights reserved", "", id="all-rights-reserved"),
    ],
)
def test_each_licence_is_named_and_leads_to_its_words(licence, shown, address):
    photo = PhotoFactory(credit="Jeanne", licence=licence)

    html = render_to_string("components/photo.html", {"picture": photo.picture})

    assert f"Jeanne, {shown}" in " ".join(strip_tags(html).split())
    assert (f'href="{address}"' in html) == bool(address)
    assert html.count("<a ") == bool(address)


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
    assert " ".join(strip_tags(caption).split()) == ("At dawn Jeanne, CC0 1.0")
