"""A closed account stays closed and empty, whatever is written of it at the same moment."""

import pytest
from django.utils import timezone

from commons.accounts.actions.moderating import readmit_person
from commons.accounts.actions.people import (
    change_profile,
    change_rights,
    close_account,
    record_verified_email,
)
from commons.accounts.models import Profile, User
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = ("…", "", False, False, None)
SUSPENDED = {"is_active": False, "suspended_at": timezone.now()}


def telephone_changed(person):
    words = {name: getattr(person, name) for name in Profile.names()}
    profile = Profile(**words | {"phone": "+33639980001"})
    return change_profile(person=person, profile=profile, by=SYSTEM)


def made_superuser(person):
    return change_rights(person=person, groups=[], is_active=True, is_superuser=True, by=SYSTEM)


def readmitted(person):
    return readmit_person(person=person, by=SYSTEM)


def verified(person):
    return record_verified_email(person=person, at=timezone.now(), by=SYSTEM)


each_writer = pytest.mark.parametrize(
    ("write", "state"),
    [
        pytest.param(telephone_changed, {}, id="change_profile"),
        pytest.param(made_superuser, {}, id="change_rights"),
        pytest.param(readmitted, SUSPENDED, id="readmit_person"),
        pytest.param(verified, {}, id="record_verified_email"),
    ],
)


def closed_while_somebody_writes(write, state):
    """What is left of a person whose account is closed meanwhile."""
    person = UserFactory(**state)

    overtaken(
        lambda: write(person),
        at="commons.accounts.models.User.save",
        by=lambda: close_account(person=person, by=SYSTEM),
    )

    saved = User.objects.get()
    assert saved.closed_at is not None
    kept = saved.display_name, saved.phone, saved.is_active, saved.is_superuser
    return *kept, saved.email_verified_at


@each_writer
def test_nothing_comes_back_into_a_closing_account(write, state):
    assert closed_while_somebody_writes(write, state) == CLOSED


@each_writer
def test_control_without_lock_it_is_written_again(write, state):
    with without_row_locks():
        left = closed_while_somebody_writes(write, state)

    assert (left != CLOSED) == has_row_locks()
