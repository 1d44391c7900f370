"""Who may try again what was given up."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import OutboxEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

PERMISSION = "outbox.retry_entry"
MAY = {"operator"}


@pytest.mark.parametrize("name", ["nobody", "stranger", "operator", "operator_closed"])
def test_the_permission_is_for_those_who_are_named(name):
    subject = OutboxEntryFactory()
    person = {
        "nobody": AnonymousUser(),
        "stranger": UserFactory(),
        "operator": UserFactory(is_superuser=True),
        "operator_closed": UserFactory(is_superuser=True, is_active=False),
    }[name]

    assert person.has_perm(PERMISSION, subject) is (name in MAY)


def test_the_package_has_no_other_permission():
    declared = {name for name in rules.permissions.permissions if name.startswith("outbox.")}

    assert declared == {PERMISSION}
