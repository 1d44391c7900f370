"""The photographs of a draft."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from commons.media.errors import AltTextMissingError, NotAPhotographError
from commons.media.models import Photo
from hosting.actions.photos import (
    add_offer_photo,
    describe_offer_photo,
    move_offer_photo,
    remove_offer_photo,
)
from hosting.errors.offers import TooManyError
from hosting.models import OfferPhoto, Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

WORDS = {
    "alt": "A bed by a window.",
    "caption": "The blue room",
    "credit": "",
    "licence": "CC0-1.0",
}


def picture():
    return ContentFile(picture_bytes(), name="dscf1234.jpg")


def photos_of(stay):
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()
    return [(one.sort_order, one.caption) for one in draft.photos.all()]


def with_photos(*captions):
    stay = StayFactory(draft=True)
    for number, caption in enumerate(captions, start=1):
        photo = PhotoFactory(uploaded_by_user=stay.host)
        OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
    return stay


def test_add_offer_photo_keeps_the_words_and_shows_it_in_the_draft_only():
    stay = StayFactory()

    add_offer_photo(offer=stay, file=picture(), by=stay.host, **WORDS)

    photo = Photo.objects.get()
    assert (photo.description, photo.licence, photo.uploaded_by_user) == (
        "A bed by a window.",
        "CC0-1.0",
        stay.host,
    )
    assert photos_of(stay) == [(1, "The blue room")]
    assert OfferPhoto.objects.count() == 0


@pytest.mark.parametrize(
    ("upload", "words", "refusal"),
    [
        (ContentFile(b"<svg/>", name="a.svg"), WORDS, NotAPhotographError),
        (picture(), WORDS | {"alt": "  "}, AltTextMissingError),
    ],
)
def test_add_offer_photo_leaves_nothing_of_what_is_refused(upload, words, refusal):
    stay = StayFactory()

    with pytest.raises(refusal):
        add_offer_photo(offer=stay, file=upload, by=stay.host, **words)

    assert (Photo.objects.count(), stay.revisions.count()) == (0, 0)


def test_add_offer_photo_has_an_end(settings):
    settings.HOSTING_PHOTOS_LIMIT = 1
    stay = with_photos("One")

    with pytest.raises(TooManyError):
        add_offer_photo(offer=stay, file=picture(), by=stay.host, **WORDS)

    assert Photo.objects.count() == 1


def test_describe_offer_photo_says_something_else():
    stay = with_photos("One", "Two")

    describe_offer_photo(offer=stay, number=2, by=stay.host, **WORDS)

    assert photos_of(stay) == [(1, "One"), (2, "The blue room")]
    descriptions = Photo.objects.order_by("pk").values_list("description", flat=True)
    assert list(descriptions) == ["A green field", "A bed by a window."]


@pytest.mark.parametrize(
    ("number", "order"), [(1, ["One", "Two", "Three"]), (3, ["One", "Three", "Two"])]
)
def test_move_offer_photo_changes_places_with_the_one_before(number, order):
    stay = with_photos("One", "Two", "Three")

    move_offer_photo(offer=stay, number=number, by=stay.host)

    assert [caption for _number, caption in photos_of(stay)] == order


def test_remove_offer_photo_pressed_twice_removes_one():
    stay = with_photos("One", "Two")

    for _press in range(2):
        remove_offer_photo(offer=stay, number=1, by=stay.host)

    assert photos_of(stay) == [(2, "Two")]


@pytest.mark.parametrize("deed", ["add", "describe", "move", "remove"])
def test_photographs_are_the_hosts_own(deed):
    stay, by = with_photos("One"), UserFactory()

    with pytest.raises(PermissionDenied):
        {
            "add": lambda: add_offer_photo(offer=stay, file=picture(), by=by, **WORDS),
            "describe": lambda: describe_offer_photo(offer=stay, number=1, by=by, **WORDS),
            "move": lambda: move_offer_photo(offer=stay, number=1, by=by),
            "remove": lambda: remove_offer_photo(offer=stay, number=1, by=by),
        }[deed]()

    assert photos_of(stay) == [(1, "One")]
