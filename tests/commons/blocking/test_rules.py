"""Who may block whom: a table that must name every permission of the package."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("nobody", "blocker", "blocked", "stranger", "closed", "staff")
MAY = {
    "blocking.block_person": {"blocker", "stranger", "staff"},
    "blocking.unblock_person": {"blocker"},
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("name", PEOPLE)
def test_permission_per_role(name, permission):
    ada, ben = UserFactory(), UserFactory()
    block = PersonBlock.objects.create(blocker=ada, blocked=ben)
    person = {
        "nobody": AnonymousUser(),
        "blocker": ada,
        "blocked": ben,
        "stranger": UserFactory(),
        "closed": User(pk=ada.pk, is_active=False),
        "staff": UserFactory(is_staff=True),
    }[name]
    subject = ben if permission == "blocking.block_person" else block

    assert person.has_perm(permission, subject) is (name in MAY[permission])


def test_the_table_names_every_permission():
    declared = {name for name in rules.permissions.permissions if name.startswith("blocking.")}

    assert set(MAY) == declared
