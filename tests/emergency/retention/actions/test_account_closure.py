"""A coordinator leaves for good: an emergency that runs keeps its people."""

import pytest

from commons.audit.models import AuditEntry
from emergency.activations.errors.activations import LastCoordinatorsError
from emergency.activations.models.activations import Duty
from emergency.retention.actions.account_closure import close_account_data
from tests.factories.emergency import ActivationFactory, DutyFactory

pytestmark = pytest.mark.django_db


def on_duty(activation, number):
    return [DutyFactory(activation=activation, sees_safety=True) for _seat in range(number)]


def test_close_account_data_ends_the_duty_where_two_are_left():
    activation = ActivationFactory()
    leaving, *others = on_duty(activation, 3)

    close_account_data(leaving.person)

    assert list(Duty.objects.on_duty().order_by("pk")) == others
    assert AuditEntry.objects.filter(verb="activation.coordinator_left").count() == 1


def test_close_account_data_refuses_where_too_few_would_be_left():
    activation = ActivationFactory()
    leaving, other = on_duty(activation, 2)

    with pytest.raises(LastCoordinatorsError):
        close_account_data(leaving.person)

    assert list(Duty.objects.on_duty().order_by("pk")) == [leaving, other]


def test_close_account_data_lets_anybody_leave_what_is_in_preparation():
    activation = ActivationFactory(draft=True)
    leaving, other = on_duty(activation, 2)

    close_account_data(leaving.person)

    assert list(Duty.objects.on_duty()) == [other]
