"""The photograph of a community."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from commons.audit.models import AuditEntry
from commons.media.errors import AltTextMissingError, NotAPhotographError
from commons.media.models import Photo
from core.values.pictures import Focus
from hosting.communities.actions.photos import (
    describe_community_photo,
    remove_community_photo,
    restore_community_photo,
    upload_community_photo,
)
from hosting.communities.models.communities import Community
from hosting.offers.selectors.photos import unused_photos
from tests.factories.hosting import CommunityFactory, MembershipFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

WORDS = {"alt": "The square.", "credit": "Nadia", "licence": "CC0-1.0", "focus": Focus(50, 16)}


def picture(content=None):
    return ContentFile(content or picture_bytes(60, 40), name="place.jpg")


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True).person


@pytest.fixture
def community(coordinator):
    return Community.objects.get(memberships__person=coordinator)


def test_bring_community_photo_sent_again_under_its_key_comes_once(community, coordinator):
    key = uuid4()
    for _time in range(2):
        upload_community_photo(community=community, file=picture(), key=key, by=coordinator)

    community.refresh_from_db()
    photo = Photo.objects.get()
    assert (community.photo, community.photo_before) == (photo, None)
    assert photo.credit == coordinator.display_name
    assert AuditEntry.objects.filter(verb="community.photo_brought").count() == 1


def test_another_photograph_leaves_the_one_before_at_hand(community, coordinator):
    for _time in range(2):
        upload_community_photo(community=community, file=picture(), by=coordinator)
    first, second = Photo.objects.order_by("pk")

    for _press in range(2):
        restore_community_photo(community=community, photo=first.public_id, by=coordinator)

    community.refresh_from_db()
    assert (community.photo, community.photo_before) == (first, second)
    assert unused_photos() == []


def test_remove_community_photo_pressed_twice_can_be_undone(community, coordinator):
    upload_community_photo(community=community, file=picture(), by=coordinator)
    photo = Photo.objects.get()
    for _press in range(2):
        remove_community_photo(community=community, by=coordinator)
    community.refresh_from_db()
    removed = (community.photo, community.photo_before)

    restore_community_photo(community=community, photo=photo.public_id, by=coordinator)

    community.refresh_from_db()
    assert removed == (None, photo)
    assert community.photo == photo


def test_describe_community_photo_says_it_and_cuts_it(community, coordinator):
    upload_community_photo(community=community, file=picture(), by=coordinator)

    describe_community_photo(community=community, by=coordinator, **WORDS)

    photo = Photo.objects.get()
    assert (photo.description, photo.credit, photo.licence) == ("The square.", "Nadia", "CC0-1.0")
    assert photo.focus is not None


def test_describe_community_photo_without_one_does_nothing(community, coordinator):
    describe_community_photo(community=community, by=coordinator, **WORDS)

    assert AuditEntry.objects.filter(verb="community.photo_described").count() == 0


def test_describe_community_photo_is_for_its_uploader_with_alt(community, coordinator):
    community.photo = PhotoFactory()
    community.save()
    with pytest.raises(PermissionDenied):
        describe_community_photo(community=community, by=coordinator, **WORDS)
    community.photo = PhotoFactory(uploaded_by_user=coordinator)
    community.save()
    with pytest.raises(AltTextMissingError):
        describe_community_photo(community=community, by=coordinator, **(WORDS | {"alt": " "}))


def test_bring_community_photo_leaves_the_one_there_is_when_it_is_refused(community, coordinator):
    upload_community_photo(community=community, file=picture(), by=coordinator)
    photo = Photo.objects.get()

    with pytest.raises(NotAPhotographError):
        upload_community_photo(community=community, file=picture(b"<svg/>"), by=coordinator)

    community.refresh_from_db()
    assert (community.photo, Photo.objects.count()) == (photo, 1)


@pytest.mark.parametrize("deed", ["bring", "remove", "restore", "describe"])
def test_a_mere_member_leaves_it_alone(deed):
    community = CommunityFactory(photo=PhotoFactory())
    by = MembershipFactory(community=community).person

    with pytest.raises(PermissionDenied):
        {
            "bring": lambda: upload_community_photo(community=community, file=picture(), by=by),
            "remove": lambda: remove_community_photo(community=community, by=by),
            "restore": lambda: restore_community_photo(community=community, photo="x", by=by),
            "describe": lambda: describe_community_photo(community=community, by=by, **WORDS),
        }[deed]()

    community.refresh_from_db()
    assert community.photo is not None
