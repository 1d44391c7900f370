"""Who coordinates an emergency."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from commons.accounts.actions.two_step import begin_two_step_grace
from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from emergency.activations.errors.activations import (
    ElsewhereError,
    LastCoordinatorsError,
    LastForAllError,
    LastReaderError,
    NobodyKnownError,
    OwnAccountError,
)
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.places import Hospital
from emergency.activations.notifications import PUT_ON_DUTY, tell_coordinator, tell_of_own_duty
from emergency.activations.selectors.colleagues import people_who_run_emergencies
from emergency.activations.selectors.switching import MINIMUM_COORDINATORS
from emergency.activations.signals import duty_changed, duty_ended


@transaction.atomic
def put_on_duty(
    *,
    activation: Activation,
    email: str,
    by: Actor,
    sees_safety: bool = False,
    hospitals: Iterable[Hospital] = (),
) -> Duty:
    """Somebody with an account coordinates from now on; naming them again changes what they see.

    Whoever names themselves waits until somebody else names them as well, and all others hear it.
    Raises NobodyKnownError, OwnAccountError, LastCoordinatorsError, LastReaderError,
    ElsewhereError, LastForAllError.
    """
    require(by, "emergency_activations.manage_duties", activation)
    known = User.objects.filter(email=email.lower(), is_active=True)
    person: User | None = known.filter(email_verified_at__isnull=False).first()
    if person is None:
        raise NobodyKnownError(email=email)
    is_own = person == by
    if not is_own and isinstance(by, User) and person.shares_contact_with(by):
        raise OwnAccountError
    activation = Activation.objects.locked(activation.pk)
    if is_own:
        _require_enough_others(activation, person)
    if is_own or not sees_safety:
        require_other_reader(activation, person)
    hospitals = list(hospitals)
    # Within the departments; and somebody goes on seeing what lies in nobody's perimeter.
    outside = [one for one in hospitals if one.department_code not in activation.department_codes]
    if outside:
        raise ElsewhereError(place=str(outside[0]))
    if is_own or hospitals:
        _require_other_for_all(activation, person)

    # Anew, or with another view of it.
    duty, _new = Duty.objects.update_or_create(
        activation=activation,
        person=person,
        defaults={
            "ended_at": None,
            "sees_safety": sees_safety,
            "waits_for_another": is_own,
            **_namers(activation, person, by),
        },
    )
    duty.hospitals.set(hospitals)
    duty_changed.send(Duty, duty=duty)
    places = [one.pk for one in hospitals]
    named = {"person": person.pk, "places": places, "themselves": is_own}
    audit.record(by, "activation.coordinator_named", activation, **named)
    if is_own:
        tell_of_own_duty(duty, people_who_run_emergencies())
    else:
        tell_coordinator(duty, PUT_ON_DUTY)
    # After commit: a closing account locks the person first, and its duties later.
    transaction.on_commit(lambda: begin_two_step_grace(person=person, by=SYSTEM))
    return duty


@transaction.atomic
def take_off_duty(*, duty: Duty, by: User) -> Duty:
    """Theirs no more. What they had in hand goes back to everybody.

    Raises LastCoordinatorsError, LastReaderError, LastForAllError.
    """
    require(by, "emergency_activations.manage_duties", duty.activation)

    activation = Activation.objects.locked(duty.activation_id)
    _require_enough_others(activation, duty.person)
    require_other_reader(activation, duty.person)
    _require_other_for_all(activation, duty.person)

    duty.ended_at = timezone.now()
    duty.save(update_fields=["ended_at"])
    duty_ended.send(Duty, duty=duty)
    audit.record(by, "activation.coordinator_left", activation, person=duty.person_id)
    return duty


def _namers(activation: Activation, person: User, by: Actor) -> dict[str, User | None]:
    """Who put this person on duty since it began, and who did so as well."""
    namer = by if isinstance(by, User) else None
    duty = activation.duties.filter(person=person, ended_at=None).first()
    if duty is None:
        return {"named_by": namer, "named_again_by": None}
    if duty.named_by_id is None or namer is None or duty.named_by_id == namer.pk:
        return {}
    return {"named_again_by": namer}


def _require_enough_others(activation: Activation, person: User) -> None:
    """While it runs, as many stay on duty as an emergency needs."""
    on_duty = activation.duties.on_duty()
    is_counted = on_duty.filter(person=person).exists()
    others = on_duty.exclude(person=person).count()
    if activation.is_public and is_counted and others < MINIMUM_COORDINATORS:
        raise LastCoordinatorsError


def require_other_reader(activation: Activation, person: User) -> None:
    """While it runs, the last one who reads reports on safety goes on reading them."""
    readers = activation.duties.on_duty().filter(sees_safety=True)
    reads = readers.filter(person=person).exists()
    if activation.is_public and reads and not readers.exclude(person=person).exists():
        raise LastReaderError


def _require_other_for_all(activation: Activation, person: User) -> None:
    """While it runs: a request from a place that is in no list would be nobody's."""
    for_all = activation.duties.on_duty().filter(hospitals=None)
    looks = for_all.filter(person=person).exists()
    if activation.is_public and looks and not for_all.exclude(person=person).exists():
        raise LastForAllError
