"""An emergency is renewed while the clock ends it: one of both happens, whole."""

import pytest

from core.permissions import SYSTEM
from emergency.activations.actions.activations import end, renew_activation
from emergency.activations.errors.activations import NotOpenError
from emergency.activations.models.activations import Activation
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, in_days
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def ended_while_it_is_renewed():
    """The state in which it is left, and the day of its review."""
    activation, by = ActivationFactory(review_on=in_days(-1)), UserFactory(is_superuser=True)

    overtaken(
        lambda: renew_activation(activation=activation, review_on=in_days(9), by=by),
        at="emergency.activations.models.activations.Activation.save",
        by=lambda: end(activation=activation, by=SYSTEM),
    )

    saved = Activation.objects.get()
    return saved.state, saved.review_on


def test_an_emergency_that_is_being_renewed_does_not_end():
    assert ended_while_it_is_renewed() == ("active", in_days(9))


def test_control_without_lock_a_renewed_emergency_ends():
    with without_row_locks():
        state, _review_on = ended_while_it_is_renewed()

    assert state == ("winding_down" if has_row_locks() else "active")


def renewed_while_it_ends():
    """What somebody came to who renews it, and the state in which it is left."""
    activation, by = ActivationFactory(review_on=in_days(-1)), UserFactory(is_superuser=True)

    _ended, renewed = overtaken(
        lambda: end(activation=activation, by=SYSTEM),
        at="emergency.activations.actions.activations.transition_activation",
        by=lambda: renew_activation(activation=activation, review_on=in_days(9), by=by),
    )

    return type(renewed), Activation.objects.get().state


def test_an_emergency_that_is_ending_is_not_renewed():
    assert renewed_while_it_ends() == (NotOpenError, "winding_down")


def test_control_without_lock_an_emergency_is_renewed_and_ends():
    with without_row_locks():
        outcome = renewed_while_it_ends()

    renewed = Activation if has_row_locks() else NotOpenError
    assert outcome == (renewed, "winding_down")
