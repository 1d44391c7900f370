"""The photographs of a draft."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from commons.media.errors import AltTextMissingError, NotAPhotographError
from commons.media.models import Photo
from core.values.pictures import Focus
from hosting.offers.actions.photos import (
    add_offer_photo,
    append_offer_photo,
    describe_offer_photo,
    move_offer_photo,
    remove_offer_photo,
    restore_offer_photo,
)
from hosting.offers.actions.review import submit_for_review
from hosting.offers.errors import TooManyPhotosError, UnderReviewError
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

WORDS = {
    "alt": "A bed by a window.",
    "caption": "The blue room",
    "credit": "",
    "licence": "CC0-1.0",
    "focus": Focus(50, 16),
}


def picture():
    return ContentFile(picture_bytes(), name="dscf1234.jpg")


def photos_of(stay):
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()
    return [(one.sort_order, one.caption) for one in draft.photos.all()]


def with_photos(*captions):
    """A draft with these photographs, and the names of the pictures by their captions."""
    stay = StayFactory(draft=True)
    names = {"": "", "gone": "gane2345"}
    for number, caption in enumerate(captions, start=1):
        photo = PhotoFactory(uploaded_by_user=stay.host)
        OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
        names[caption] = photo.public_id
    stay.save_revision()
    return stay, names


def test_add_offer_photo_shows_it_in_the_draft_only_and_signs_it():
    stay = StayFactory()

    add_offer_photo(offer=stay, file=picture(), by=stay.host)

    photo = Photo.objects.get()
    assert (photo.description, photo.credit, photo.uploaded_by_user) == (
        "",
        stay.host.display_name,
        stay.host,
    )
    assert photos_of(stay) == [(1, "")]
    assert OfferPhoto.objects.count() == 0


def test_add_offer_photo_sent_again_under_its_key_comes_once():
    stay, key = StayFactory(draft=True), uuid4()

    for _time in range(2):
        add_offer_photo(offer=stay, file=picture(), key=key, by=stay.host)

    assert Photo.objects.count() == 1
    assert photos_of(stay) == [(1, "")]


def test_add_offer_photo_leaves_nothing_of_what_is_refused():
    stay = StayFactory()

    with pytest.raises(NotAPhotographError):
        add_offer_photo(offer=stay, file=ContentFile(b"<svg/>", name="a.svg"), by=stay.host)

    assert (Photo.objects.count(), stay.revisions.count()) == (0, 0)


def test_add_offer_photo_has_an_end(settings):
    settings.HOSTING_PHOTOS_LIMIT = 1
    stay, _names = with_photos("One")

    with pytest.raises(TooManyPhotosError):
        add_offer_photo(offer=stay, file=picture(), by=stay.host)
    with pytest.raises(TooManyPhotosError) as refusal:
        append_offer_photo(offer=stay, photo=PhotoFactory(), by=stay.host)

    assert str(refusal.value) == "You’ve reached the limit of 1 photo. Remove one to add another."
    assert photos_of(stay) == [(1, "One")]


def test_describe_offer_photo_says_something_else():
    stay, names = with_photos("One", "Two")

    describe_offer_photo(offer=stay, photo=names["Two"], by=stay.host, **WORDS)

    assert photos_of(stay) == [(1, "One"), (2, "The blue room")]
    first, second = Photo.objects.order_by("pk")
    assert (first.description, first.focus) == ("A green field", None)
    assert (second.description, second.licence) == ("A bed by a window.", "CC0-1.0")
    assert second.focus is not None


def test_describe_offer_photo_asks_what_is_to_be_seen():
    stay, names = with_photos("One")

    with pytest.raises(AltTextMissingError):
        describe_offer_photo(offer=stay, photo=names["One"], by=stay.host, **(WORDS | {"alt": " "}))

    assert photos_of(stay) == [(1, "One")]


@pytest.mark.parametrize(
    ("moved", "after", "order"),
    [
        ("Three", "", ["Three", "One", "Two"]),
        ("Three", "One", ["One", "Three", "Two"]),
        ("One", "Three", ["Two", "Three", "One"]),
        ("One", "Two", ["Two", "One", "Three"]),
        ("Two", "Two", ["One", "Two", "Three"]),
        ("Two", "gone", ["One", "Two", "Three"]),
        ("gone", "Two", ["One", "Two", "Three"]),
    ],
)
def test_place_offer_photo_puts_it_behind_another(moved, after, order):
    stay, names = with_photos("One", "Two", "Three")

    for _press in range(2):
        move_offer_photo(offer=stay, photo=names[moved], after=names[after], by=stay.host)

    assert photos_of(stay) == list(enumerate(order, start=1))


def test_remove_offer_photo_pressed_twice_removes_one():
    stay, names = with_photos("One", "Two")

    for _press in range(2):
        remove_offer_photo(offer=stay, photo=names["One"], by=stay.host)

    assert photos_of(stay) == [(1, "Two")]


def test_restore_offer_photo_puts_it_where_it_was_with_its_caption():
    stay, names = with_photos("One", "Two", "Three")
    remove_offer_photo(offer=stay, photo=names["Two"], by=stay.host)

    for _press in range(2):
        restore_offer_photo(offer=stay, photo=names["Two"], by=stay.host)

    assert photos_of(stay) == [(1, "One"), (2, "Two"), (3, "Three")]


def test_restore_offer_photo_knows_only_what_stood_there(settings):
    stay, names = with_photos("One", "Two")
    strange = PhotoFactory(uploaded_by_user=stay.host)
    remove_offer_photo(offer=stay, photo=names["Two"], by=stay.host)

    restore_offer_photo(offer=stay, photo=strange.public_id, by=stay.host)
    settings.HOSTING_PHOTOS_LIMIT = 1
    with pytest.raises(TooManyPhotosError):
        restore_offer_photo(offer=stay, photo=names["Two"], by=stay.host)

    assert photos_of(stay) == [(1, "One")]


def deeds(stay, name, by):
    return {
        "add": lambda: add_offer_photo(offer=stay, file=picture(), by=by),
        "append": lambda: append_offer_photo(offer=stay, photo=PhotoFactory(), by=by),
        "describe": lambda: describe_offer_photo(offer=stay, photo=name, by=by, **WORDS),
        "place": lambda: move_offer_photo(offer=stay, photo=name, after="", by=by),
        "remove": lambda: remove_offer_photo(offer=stay, photo=name, by=by),
        "restore": lambda: restore_offer_photo(offer=stay, photo=name, by=by),
    }


DEEDS = ("add", "append", "describe", "place", "remove", "restore")


@pytest.mark.parametrize("deed", DEEDS)
def test_photographs_are_the_hosts_own(deed):
    stay, names = with_photos("One")

    with pytest.raises(PermissionDenied):
        deeds(stay, names["One"], UserFactory())[deed]()

    assert photos_of(stay) == [(1, "One")]


@pytest.mark.parametrize("deed", DEEDS)
def test_photographs_of_what_is_being_read_stay(deed):
    stay, names = with_photos("One")
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(UnderReviewError):
        deeds(stay, names["One"], stay.host)[deed]()

    assert photos_of(stay) == [(1, "One")]
