import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commons.profiles.models import Profile
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, {"member", "self"}),
        ({"is_public": True}, {"stranger", "member", "self"}),
        ({"is_public": True, "hidden_at": NOW}, {"self"}),
        ({"is_public": True, "person__hidden_at": NOW}, {"self"}),
        ({"is_public": True, "person__is_active": False}, {"self"}),
        ({"is_public": True, "person__email_verified_at": None}, {"self"}),
    ],
    ids=["for members", "for all", "hidden", "person hidden", "person left", "unverified"],
)
def test_visible_to(fields, seen):
    profile = ProfileFactory(**fields)
    viewers = {"stranger": AnonymousUser(), "member": UserFactory(), "self": profile.person}

    shown = {who for who, one in viewers.items() if Profile.objects.visible_to(one).exists()}

    assert shown == seen
