"""Of several who help at the same moment one asks, and one confirms."""

import pytest
from allauth.mfa.models import Authenticator

from commons.accounts.actions.two_step_resets import ask_two_step_reset, confirm_two_step_reset
from commons.accounts.errors import ResetGoneError
from commons.accounts.models import TwoStepReset, User
from commons.audit.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def lost_and_helpers():
    lost = UserFactory()
    Authenticator.objects.create(user=lost, type=Authenticator.Type.TOTP, data={})
    return lost, *UserFactory.create_batch(3, is_superuser=True)


def confirmed_by_two_at_once():
    """What both came to, and how often it was done."""
    lost, first, second, third = lost_and_helpers()
    ask_two_step_reset(person=lost, reason="I met her.", by=first)
    came_to = overtaken(
        lambda: confirm_two_step_reset(person=lost, by=second),
        at="commons.accounts.actions.two_step_resets.end_sessions",
        by=lambda: confirm_two_step_reset(person=lost, by=third),
    )
    return came_to, AuditEntry.objects.filter(verb="person.two_step_reset").count()


def test_two_who_confirm_at_once_reset_it_once():
    came_to, times = confirmed_by_two_at_once()

    assert {type(one) for one in came_to} == {User, ResetGoneError}
    assert times == 1


def test_control_without_lock_both_reset_it():
    with without_row_locks():
        _came_to, times = confirmed_by_two_at_once()

    assert (times == 2) == has_row_locks()


def test_two_who_ask_at_once_get_the_same_reset():
    lost, first, second, _third = lost_and_helpers()

    came_to = overtaken(
        lambda: ask_two_step_reset(person=lost, reason="I met her.", by=first),
        at="commons.accounts.models.TwoStepReset.save",
        by=lambda: ask_two_step_reset(person=lost, reason="So did I.", by=second),
    )

    assert {one.pk for one in came_to} == {TwoStepReset.objects.get().pk}
