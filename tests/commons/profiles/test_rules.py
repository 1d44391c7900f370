import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("profiles.change_profile", {"self"}),
        ("profiles.moderate_profile", {"moderator"}),
        ("profiles.erase_profile", set()),
    ],
)
def test_permissions_of_a_profile(permission, expected):
    person, moderator = UserFactory(), UserFactory()
    moderator.user_permissions.add(Permission.objects.get(codename="moderate_people"))
    unverified, suspended = UserFactory(unverified=True), UserFactory(is_active=False)
    people = {
        "self": (person, person),
        "moderator": (moderator, person),
        "member": (UserFactory(), person),
        "unverified": (unverified, unverified),
        "suspended": (suspended, suspended),
        "visitor": (AnonymousUser(), person),
    }

    allowed = {name for name, (who, about) in people.items() if who.has_perm(permission, about)}

    assert allowed == expected
