"""Who may do what: a table that must name every permission of the package."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser, Permission

from commons.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("nobody", "stranger", "participant", "unverified", "closed", "moderator")
MAY = {
    "conversations.forget_messages": set(),
    "conversations.moderate_message": {"moderator"},
    "conversations.post_message": {"participant"},
    "conversations.read_thread": {"participant", "unverified"},
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("name", PEOPLE)
def test_permission_per_role(name, permission):
    ada, unverified = UserFactory(), UserFactory(unverified=True)
    moderator = UserFactory()
    moderator.user_permissions.add(Permission.objects.get(codename="decide_any_case"))
    thread = ThreadFactory(people=[ada, unverified])
    person = {
        "nobody": AnonymousUser(),
        "stranger": UserFactory(),
        "participant": ada,
        "unverified": unverified,
        "closed": User(pk=ada.pk, is_active=False),
        "moderator": moderator,
    }[name]

    assert person.has_perm(permission, thread) is (name in MAY[permission])


def test_the_table_names_every_permission():
    declared = {name for name in rules.permissions.permissions if name.startswith("conversations.")}

    assert set(MAY) == declared
