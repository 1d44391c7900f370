"""Who may do what: a table that must name every permission of the package."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("nobody", "stranger", "themselves", "themselves_closed", "operator")
MAY = {
    "accounts.ask_two_step_reset": {"operator"},
    "accounts.begin_two_step_grace": set(),
    "accounts.end_all_sessions": set(),
    "accounts.reset_two_step": set(),
    "accounts.withdraw_two_step_reset": {"operator", "themselves"},
    "accounts.change_person": {"themselves", "operator"},
    "accounts.change_rights": {"operator"},
    "accounts.moderate_person": {"operator"},
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("name", PEOPLE)
def test_permission(name, permission):
    subject = UserFactory()
    person = {
        "nobody": AnonymousUser(),
        "stranger": UserFactory(),
        "themselves": subject,
        "themselves_closed": User(pk=subject.pk, is_active=False),
        "operator": UserFactory(is_superuser=True),
    }[name]

    assert person.has_perm(permission, subject) is (name in MAY[permission])


def test_the_table_names_every_permission():
    declared = {name for name in rules.permissions.permissions if name.startswith("accounts.")}

    assert set(MAY) == declared


def test_has_verified_email_is_about_the_answer_to_our_mail():
    people = [AnonymousUser(), UserFactory(unverified=True), UserFactory()]

    answers = [has_verified_email(person) for person in people]

    assert answers == [False, False, True]
