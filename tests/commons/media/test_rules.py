import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("media.upload_photo", {"uploader", "stranger"}),
        ("media.describe_photo", {"uploader"}),
        ("media.remove_photo", {"uploader"}),
    ],
)
def test_who_may_do_what_with_a_photo(permission, expected):
    photo = PhotoFactory()
    suspended = PhotoFactory(uploaded_by_user__is_active=False)
    people = {
        "uploader": (photo.uploaded_by_user, photo),
        "stranger": (UserFactory(), photo),
        "unverified": (UserFactory(unverified=True), photo),
        "suspended": (suspended.uploaded_by_user, suspended),
        "visitor": (AnonymousUser(), photo),
    }

    allowed = {name for name, (person, one) in people.items() if person.has_perm(permission, one)}

    assert allowed == expected


@pytest.mark.parametrize("permission", ["media.describe_photo", "media.remove_photo"])
def test_nobody_owns_a_photo_of_the_system(permission):
    photo = PhotoFactory(uploaded_by_user=None)

    assert not UserFactory().has_perm(permission, photo)
    assert not AnonymousUser().has_perm(permission, photo)
