"""Of the last coordinators of an emergency as many stay as it needs, whoever goes at once."""

import pytest

from emergency.activations.actions.duties import put_on_duty, take_off_duty
from emergency.activations.errors.activations import LastCoordinatorsError, LastForAllError
from emergency.activations.models.activations import Duty
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, HospitalFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def taken_off_at_once():
    """Of three, two are taken off: what the second came to, and how many coordinate."""
    activation = ActivationFactory()
    first, second, _third = DutyFactory.create_batch(3, activation=activation)
    by = UserFactory(is_superuser=True)

    _off, late = overtaken(
        lambda: take_off_duty(duty=first, by=by),
        at="emergency.activations.models.activations.Duty.save",
        by=lambda: take_off_duty(duty=second, by=by),
    )

    return type(late), activation.duties.on_duty().count()


def test_of_three_who_coordinate_two_stay_though_two_go_at_once():
    assert taken_off_at_once() == (LastCoordinatorsError, 2)


def test_control_without_lock_one_coordinates_an_emergency_alone():
    with without_row_locks():
        outcome = taken_off_at_once()

    assert outcome == ((Duty, 1) if has_row_locks() else (LastCoordinatorsError, 2))


def narrowed_at_once():
    """Two see all hospitals, and both get one of them: what the second came to, who sees all."""
    activation, work = ActivationFactory(), HospitalFactory()
    one, other = (duty.person for duty in DutyFactory.create_batch(2, activation=activation))
    by = UserFactory(is_superuser=True)

    def narrow(person):
        return lambda: put_on_duty(
            activation=activation, email=person.email, hospitals=[work], sees_safety=True, by=by
        )

    _narrowed, late = overtaken(
        narrow(one), at="emergency.activations.models.activations.Duty.save", by=narrow(other)
    )

    return type(late), activation.duties.filter(hospitals=None).count()


def test_one_goes_on_seeing_all_hospitals_though_two_are_narrowed_at_once():
    assert narrowed_at_once() == (LastForAllError, 1)


def test_control_without_lock_nobody_sees_all_hospitals():
    with without_row_locks():
        outcome = narrowed_at_once()

    assert outcome == ((Duty, 0) if has_row_locks() else (LastForAllError, 1))
