"""Keeping a person from pages, or from acting at all; each can be taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.accounts.signals import person_changed
from commons.audit import actions as audit
from core.permissions import require


@transaction.atomic
def hide_person(*, person: User, by: Actor) -> User:
    """Nobody else finds their page meanwhile."""
    require(by, "accounts.moderate_person", person)

    person = User.objects.locked(person.pk)

    person.hidden_at = person.hidden_at or timezone.now()
    person.save(update_fields=["hidden_at"])
    audit.record(by, "person.hidden", person)
    return person


@transaction.atomic
def show_person(*, person: User, by: Actor) -> User:
    require(by, "accounts.moderate_person", person)

    person = User.objects.locked(person.pk)

    person.hidden_at = None
    person.save(update_fields=["hidden_at"])
    audit.record(by, "person.shown", person)
    return person


@transaction.atomic
def suspend_person(*, person: User, by: Actor) -> User:
    """They may not act any more. Who couldn't before isn't let in again by the end of it."""
    require(by, "accounts.moderate_person", person)

    person = User.objects.locked(person.pk)
    if not person.is_active:
        return person

    person.is_active, person.suspended_at = False, timezone.now()
    person.save(update_fields=["is_active", "suspended_at"])
    audit.record(by, "person.suspended", person)

    person_changed.send(sender=User, person=person)
    return person


@transaction.atomic
def readmit_person(*, person: User, by: Actor) -> User:
    """What was suspended here acts again; an account that was closed meanwhile stays closed."""
    require(by, "accounts.moderate_person", person)

    person = User.objects.locked(person.pk)
    if person.suspended_at is None or person.closed_at is not None:
        return person

    person.is_active, person.suspended_at = True, None
    person.save(update_fields=["is_active", "suspended_at"])
    audit.record(by, "person.readmitted", person)

    person_changed.send(sender=User, person=person)
    return person
