"""Who may read a notice."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from commons.accounts.models import User
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

PERMISSION = "notifications.read_notice"
MAY = {"recipient", "operator"}


@pytest.mark.parametrize(
    "name", ["nobody", "stranger", "recipient", "recipient_closed", "operator"]
)
def test_the_permission_is_for_those_who_are_named(name):
    subject = NoticeFactory()
    recipient = subject.recipient
    person = {
        "nobody": AnonymousUser(),
        "stranger": UserFactory(),
        "recipient": recipient,
        "recipient_closed": User(pk=recipient.pk, is_active=False),
        "operator": UserFactory(is_superuser=True),
    }[name]

    assert person.has_perm(PERMISSION, subject) is (name in MAY)


def test_the_package_has_no_other_permission():
    declared = {name for name in rules.permissions.permissions if name.startswith("notifications.")}

    assert declared == {PERMISSION}
