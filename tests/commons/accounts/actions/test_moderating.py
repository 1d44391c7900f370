"""Hiding and suspending people, each taken back; never by themselves or by anybody."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.moderating import (
    hide_person,
    readmit_person,
    show_person,
    suspend_person,
)
from commons.accounts.actions.people import close_account
from commons.accounts.models import User
from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="moderate_people"))
    return person


def test_hide_person_takes_their_page_away_and_show_person_brings_it_back(moderator):
    person, other = UserFactory(), UserFactory()
    theirs = User.objects.filter(pk=person.pk)

    hide_person(person=person, by=moderator)
    hidden = theirs.visible_to(other).exists(), theirs.visible_to(person).exists()
    show_person(person=person, by=moderator)

    assert hidden == (False, True)
    assert theirs.visible_to(other).exists()
    verbs = AuditEntry.objects.filter(actor=moderator).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["person.hidden", "person.shown"]


def test_suspend_person_ends_their_session_and_readmit_person_lets_them_in(client, moderator):
    person = UserFactory()
    client.force_login(person)

    suspend_person(person=person, by=moderator)
    out = client.get("/en/me/").status_code
    readmit_person(person=person, by=moderator)
    client.force_login(person)

    assert (out, client.get("/en/me/").status_code) == (302, 200)


def test_readmit_person_opens_no_account_that_was_shut_for_another_reason(moderator):
    shut = UserFactory(is_active=False)
    suspend_person(person=shut, by=moderator)
    gone = UserFactory()
    suspend_person(person=gone, by=moderator)
    close_account(person=gone, by=SYSTEM)

    for person in (shut, gone):
        readmit_person(person=person, by=moderator)
        person.refresh_from_db()
        assert not person.is_active


@pytest.mark.parametrize("deed", [hide_person, show_person, suspend_person, readmit_person])
def test_nobody_moderates_without_the_right_nor_themselves(deed, moderator):
    for by, person in ((UserFactory(), UserFactory()), (moderator, moderator)):
        with pytest.raises(PermissionDenied):
            deed(person=person, by=by)
