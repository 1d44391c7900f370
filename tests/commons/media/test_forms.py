import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from PIL import Image
from wagtail.images.forms import get_image_form

from commons.media.cleaning.pixels import accept_heif
from commons.media.forms import EditorPhotoForm, PhotosForm, WholePhotoForm
from commons.media.models import Photo, library
from commons.media.rendering import CARD
from core.values.pictures import Focus
from tests.commons.media.parsing import told_beside_pixels
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db
accept_heif()  # a test writes such a file

REPORT_DATA = {"alt": "A white house", "credit": "Jeanne", "licence": "CC0-1.0"}


def with_position(**options):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (47.0, 23.0, 0.0)}
    return picture_bytes(60, 40, exif=exif, **options)


def told_in(root):
    """What the stored files tell beside their pixels, one set a file."""
    return [told_beside_pixels(path.read_bytes()) for path in root.rglob("*") if path.is_file()]


def upload(content=None, name="maison.jpg"):
    return SimpleUploadedFile(name, with_position() if content is None else content)


@pytest.fixture
def editor(client):
    person = UserFactory()
    person.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(person)
    return client


def of_the_house(**fields):
    return PhotoFactory(collection=library(), **fields)


def test_whole_photo_form_takes_words_and_a_focus():
    form = WholePhotoForm(REPORT_DATA | {"focus": "35,62"})

    assert form.is_valid()
    assert form.cleaned_data == REPORT_DATA | {"focus": Focus(35, 62)}


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"alt": ""}, {"alt": ["Describe the photo for people who can’t see it."]}),
        (
            {"alt": "a" * 256},
            {"alt": ["Ensure this value has at most 255 characters (it has 256)."]},
        ),
        (
            {"licence": "none"},
            {"licence": ["Select a valid choice. none is not one of the available choices."]},
        ),
        *(
            ({"focus": place}, {"focus": ["Choose a point in the photo."]})
            for place in ("101,1", "1,101", "1", "1,2,3", "-1,5", "١,٢", "a,b")
        ),
    ],
)
def test_whole_photo_form_refuses_in_words(said, errors):
    form = WholePhotoForm(REPORT_DATA | said)

    assert form.errors == errors


def test_no_focus_is_none():
    form = WholePhotoForm(REPORT_DATA)

    assert form.is_valid()
    assert form.cleaned_data["focus"] is None


def test_nine_places_can_be_chosen_and_the_one_it_has():
    known, own = (
        WholePhotoForm(initial={"focus": focus})["focus"] for focus in (Focus(84, 16), Focus(3, 4))
    )

    assert [one.data["value"] for one in known if one.data["selected"]] == ["84,16"]
    assert len(list(known)) == 9
    assert [one.data["value"] for one in own if one.data["selected"]] == ["3,4"]
    assert [one.choice_label for one in own][9:] == ["Current position"]


def test_photos_form_takes_many_files_and_its_key():
    files = MultiValueDict({"photos": [upload(), upload(name="two.jpg")]})

    form = PhotosForm({"key": "6a9f5f3e-8a4e-4f0a-9d86-0f5b0f8f3b11"}, files)

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["photos"]] == ["maison.jpg", "two.jpg"]
    assert form.cleaned_data["licence"] == "all-rights-reserved"


def test_photos_form_refuses_a_licence_that_nobody_offers():
    key = "6a9f5f3e-8a4e-4f0a-9d86-0f5b0f8f3b11"
    files = MultiValueDict({"photos": [upload()]})

    for licence in ("CC-BY-SA-3.0", "mine"):
        assert "licence" in PhotosForm({"key": key, "licence": licence}, files).errors


def test_photos_form_can_ask_for_one():
    assert "multiple" in str(PhotosForm()["photos"])
    assert "multiple" not in str(PhotosForm(one=True)["photos"])


def test_another_focus_in_the_admin_cuts_the_card_anew(editor, committed):
    photo = of_the_house(file=ContentFile(picture_bytes(1600, 1200), name="a.jpg"))
    focal = {f"focal_point_{name}": "400" for name in ("x", "y", "width", "height")}
    words = {"title": "A", "description": "A", "licence": "CC0-1.0"}

    with committed():
        editor.post(reverse("wagtailimages:edit", args=[photo.pk]), words | focal)

    photo = Photo.objects.get()
    assert photo.focus == Focus(25, 33)
    assert [one.focal_point_key for one in photo.renditions.filter(filter_spec=CARD.spec)] == [
        "25-33"
    ]


def test_wagtail_uses_our_form():
    assert issubclass(get_image_form(Photo), EditorPhotoForm)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_an_editors_upload_is_cleaned_too(image_format, editor, committed, media_root):
    name = f"maison.{image_format.lower().replace('heif', 'heic')}"
    file = upload(with_position(image_format=image_format), name)

    with committed():
        editor.post(
            reverse("wagtailimages:add"),
            {"title": "A", "description": "A house", "licence": "CC0-1.0", "file": file},
        )

    photo = Photo.objects.get()
    assert photo.description == "A house"
    assert told_in(media_root) == [set()] * 5


def test_an_editor_must_say_what_is_to_be_seen(editor):
    answer = editor.post(
        reverse("wagtailimages:add"),
        {"title": "A", "description": "", "licence": "CC0-1.0", "file": upload()},
    )

    assert answer.context["form"].errors == {"description": ["This field is required."]}
    assert Photo.objects.count() == 0


def test_an_editors_broken_upload_is_refused(editor):
    cut = picture_bytes(600, 400)[:-400]

    answer = editor.post(
        reverse("wagtailimages:add"),
        {"title": "A", "description": "A", "licence": "CC0-1.0", "file": upload(cut)},
    )

    assert answer.context["form"].errors == {
        "file": [
            "This photo is damaged: part of the file is missing or can’t be "
            "read. Export it again, or choose another one."
        ]
    }
    assert Photo.objects.count() == 0


def test_a_replaced_file_is_cleaned_and_its_sizes_made_anew(editor, committed, media_root):
    photo = of_the_house()
    old = photo.file.name

    with committed():
        editor.post(
            reverse("wagtailimages:edit", args=[photo.pk]),
            {"title": "A", "description": "A", "licence": "CC0-1.0", "file": upload()},
        )

    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (40, 60)
    assert told_in(media_root) == [set()] * 5
    assert (
        sorted((one.width, one.height) for one in photo.renditions.all())
        == [(40, 21)] + [(40, 60)] * 3
    )
    assert not photo.file.storage.exists(old)


def test_an_edit_of_words_leaves_the_file_alone(editor):
    photo = of_the_house()

    editor.post(
        reverse("wagtailimages:edit", args=[photo.pk]),
        {"title": "New", "description": "Other", "licence": "CC0-1.0"},
    )

    fresh = Photo.objects.get()
    assert (fresh.title, fresh.file) == ("New", photo.file)


def test_the_page_for_uploads_in_bulk_tells_the_browser_what_is_refused(editor):
    shown = editor.get(reverse("wagtailimages:add_multiple"))

    assert shown.status_code == 200
    assert shown.context["max_filesize"] == 20 * 1024 * 1024
    assert (
        shown.context["error_max_file_size"]
        == "This file is too large. Choose one that’s 20 MB or smaller."
    )
    assert shown.context["error_accepted_file_types"].startswith(
        "This file isn’t a photo we can read."
    )


def send_in_bulk(editor, title):
    return editor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": title, "files[]": upload()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()


def test_an_upload_in_bulk_is_cleaned_before_its_words_are_asked_for(editor, media_root):
    answer = send_in_bulk(editor, "A")

    photo = Photo.objects.get()
    assert (answer["success"], answer["image_id"]) == (True, photo.pk)
    assert (photo.width, photo.height, photo.licence) == (40, 60, "all-rights-reserved")
    assert told_in(media_root) == [set()]


def test_an_upload_in_bulk_that_is_refused_leaves_no_original(editor, media_root):
    answer = send_in_bulk(editor, "A" * 256)

    assert answer == {
        "success": False,
        "error_message": "Ensure this value has at most 255 characters (it has 256).",
    }
    assert told_in(media_root) == []


def test_words_are_asked_for_after_an_upload_in_bulk(editor):
    photo_id = send_in_bulk(editor, "A")["image_id"]

    answer = editor.post(
        reverse("wagtailimages:edit_multiple", args=[photo_id]),
        {
            f"image-{photo_id}-title": "A",
            f"image-{photo_id}-description": "",
            f"image-{photo_id}-licence": "CC0-1.0",
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.json()["success"] is False
    assert Photo.objects.get().licence == "all-rights-reserved"
