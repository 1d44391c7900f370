"""The step of the photographs: many at once, said one by one, in the host's order."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commons.media.choices import Licence
from commons.media.errors import PhotographsQueueError
from commons.media.models import Photo
from hosting.offers.actions import photos as actions
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
WORDS = {"alt": "A window.", "caption": "The window", "credit": "Odile", "licence": "CC0-1.0"}
NO_PHOTOGRAPH = "This file isn’t a photo we can read. Choose a JPEG, PNG, WebP, AVIF or HEIC file."


def upload(content=None, name="dscf1234.jpg"):
    return SimpleUploadedFile(name, picture_bytes() if content is None else content)


def draft_of(offer):
    return Offer.objects.get(pk=offer.pk).specific.get_latest_revision_as_object()


def captions(offer):
    return [one.caption for one in draft_of(offer).photos.all()]


def with_photos(*captions):
    stay = StayFactory(draft=True)
    photos = PhotoFactory.create_batch(len(captions), uploaded_by_user=stay.host)
    for number, (photo, caption) in enumerate(zip(photos, captions, strict=True), start=1):
        OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
    stay.save_revision()
    return stay, *photos


def messages_in(answer):
    return [str(one) for one in answer.context["messages"]]


def test_one_bad_file_never_loses_the_others_without_a_script(client):
    stay = StayFactory(draft=True)
    client.force_login(stay.host)
    files = [upload(), upload(b"<svg/>", "logo.svg"), upload(name="two.jpg")]

    answer = client.post(
        reverse("hosting:photo-add", args=[stay.public_id]),
        {"key": str(uuid4()), "photos": files},
        follow=True,
    )

    assert messages_in(answer) == [f"logo.svg: {NO_PHOTOGRAPH}", "2 photos uploaded."]
    assert draft_of(stay).photos.count() == 2


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [({}, Licence.ALL_RIGHTS), ({"licence": Licence.CC_BY_SA}, Licence.CC_BY_SA)],
    ids=["none", "chosen"],
)
def test_a_licence_is_asked_once_and_nothing_given_away_unasked(client, chosen, kept):
    stay = StayFactory(draft=True)
    client.force_login(stay.host)
    files = {"key": str(uuid4()), "photos": [upload(), upload(name="two.jpg")]}

    client.post(reverse("hosting:photo-add", args=[stay.public_id]), files | chosen)

    assert [one.licence for one in Photo.objects.all()] == [kept, kept]


def test_a_script_sends_them_one_by_one_and_hears_what_became_of_each(client):
    stay, key = StayFactory(draft=True), str(uuid4())
    client.force_login(stay.host)
    url = reverse("hosting:photo-add", args=[stay.public_id])

    answers = [
        client.post(url, {"key": one_key, "photos": file}, headers=JSON)
        for one_key, file in (
            (key, upload()),
            (key, upload()),  # the answer was lost on its way
            (str(uuid4()), upload(b"no picture", "none.jpg")),
            (str(uuid4()), upload(b"", "empty.jpg")),
            ("no key", upload()),
        )
    ]

    assert [(one.status_code, one.json()["refusals"]) for one in answers] == [
        (200, []),
        (200, []),
        (422, [f"none.jpg: {NO_PHOTOGRAPH}"]),
        (422, ["The file you chose for “Photos” is empty. Choose another one."]),
        (422, ["This page is out of date. Reload it and try again."]),
    ]
    assert Photo.objects.count() == draft_of(stay).photos.count() == 1


def test_a_file_that_came_at_a_bad_moment_is_asked_for_again(client, monkeypatch):
    def queue(**_words):
        raise PhotographsQueueError

    monkeypatch.setattr(actions, "add_photo", queue)
    stay = StayFactory(draft=True)
    client.force_login(stay.host)

    answer = client.post(
        reverse("hosting:photo-add", args=[stay.public_id]),
        {"key": str(uuid4()), "photos": upload()},
        headers=JSON,
    )

    assert answer.status_code == 503


def test_nothing_chosen_is_said(send):
    stay = StayFactory(draft=True)

    answer = send("photo-add", stay, key=str(uuid4()))

    assert answer.status_code == 302
    assert draft_of(stay).photos.count() == 0


def test_photographs_are_described_placed_taken_out_and_put_back(send):
    stay, one, two = with_photos("One", "Two")

    send("photo-describe", stay, two.public_id, focus="84,16", **WORDS)
    send("photo-place", stay, two.public_id, after="")
    order = captions(stay)
    send("photo-remove", stay, one.public_id)
    without = captions(stay)
    send("photo-restore", stay, one.public_id)

    assert (order, without) == (["The window", "One"], ["The window"])
    assert captions(stay) == ["The window", "One"]
    two.refresh_from_db()
    assert (two.description, two.credit, two.licence) == ("A window.", "Odile", "CC0-1.0")
    assert two.has_focal_point()


def test_the_page_says_what_still_wants_words_and_what_can_be_put_back(client):
    stay, one, two, three, four = with_photos("One", "Two", "Three", "Four")
    for photo, words in ((one, ""), (two, "IMG_20260812.jpg"), (three, "A stone oven.")):
        Photo.objects.filter(pk=photo.pk).update(description=words)
    client.force_login(stay.host)
    client.post(reverse("hosting:photo-remove", args=[stay.public_id, four.public_id]))

    page = client.get(reverse("hosting:offer-photos", args=[stay.public_id])).text

    assert page.count("Description missing") == 1
    assert page.count("The description looks like a file name.") == 1
    assert page.count("A stone oven.") == 2
    assert page.count("Restore") == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"alt": ""}, "alt"),
        ({"focus": "101,3"}, "focus"),
        ({"focus": "top"}, "focus"),
        ({"focus": "-1,3"}, "focus"),
        ({"licence": "mine"}, "licence"),
        ({"caption": "Call 06 12 34 56 78"}, "caption"),
    ],
)
def test_words_that_are_refused_lose_nothing(send, wrong, field):
    stay, photo = with_photos("One")

    answer = send("photo-describe", stay, photo.public_id, **({"focus": "", **WORDS} | wrong))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Odile"' in answer.text
    assert captions(stay) == ["One"]


def test_a_place_that_is_no_name_is_refused(send):
    stay, photo = with_photos("One")

    assert send("photo-place", stay, photo.public_id, after="' OR 1").status_code == 400


def test_a_focus_beside_the_nine_stays_without_a_script(client):
    stay, photo = with_photos("One")
    Photo.objects.filter(pk=photo.pk).update(
        focal_point_x=3, focal_point_y=2, focal_point_width=1, focal_point_height=1
    )
    client.force_login(stay.host)

    page = client.get(reverse("hosting:photo-describe", args=[stay.public_id, photo.public_id]))

    assert "Current position" in page.text
    assert page.text.count("checked") == 1


@pytest.mark.parametrize("deed", ["describe", "place", "remove", "restore"])
def test_photographs_of_somebody_else_are_not_there(client, deed):
    stay, photo = with_photos("One")
    client.force_login(UserFactory())

    answer = client.post(reverse(f"hosting:photo-{deed}", args=[stay.public_id, photo.public_id]))

    assert answer.status_code == 404


def test_the_page_of_a_photograph_that_is_gone_is_not_there(client):
    stay, _photo = with_photos("One")
    client.force_login(stay.host)

    answer = client.get(reverse("hosting:photo-describe", args=[stay.public_id, "gane2345"]))

    assert answer.status_code == 404


def test_the_page_asks_for_three_photographs_as_for_one(client, count_queries):
    asked = []
    for names in (("One",), ("One", "Two", "Three")):
        stay, *_photos = with_photos(*names)
        client.force_login(stay.host)
        url = reverse("hosting:offer-photos", args=[stay.public_id])
        client.get(url)  # what is asked once and remembered
        asked.append(count_queries(lambda url=url: client.get(url)))

    assert asked[0] == asked[1]
