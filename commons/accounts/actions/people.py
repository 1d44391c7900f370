"""What a person says of themselves, and how they come and go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.actions.two_step import begin_two_step_grace, end_sessions
from commons.accounts.models import Profile, TwoStepReset, User
from commons.accounts.permissions import Actor
from commons.accounts.registries import holds_privileged_role
from commons.accounts.signals import (
    account_closed,
    account_forgotten,
    email_verified,
    person_changed,
)
from commons.audit import actions as audit
from commons.audit.choices import SecurityEventKind
from commons.mail.models import Letter
from core.permissions import SYSTEM, require


@transaction.atomic
def change_profile(*, person: User, profile: Profile, by: Actor) -> User:
    """Note what the person says now. Agreements keep the names that they were made with."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)

    changed = [name for name in profile.names() if getattr(person, name) != getattr(profile, name)]
    for name in changed:
        setattr(person, name, getattr(profile, name))
    person.save(update_fields=changed)
    audit.record(by, "person.changed", person, fields=changed)

    person_changed.send(sender=User, person=person)
    return person


@transaction.atomic
def record_verified_email(*, person: User, at: datetime, by: Actor) -> User:
    """The person answered our mail: from now on they may act."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)

    was_paused = person.mail_bounced_at is not None
    person.email_verified_at, person.mail_bounced_at = at, None
    person.save(update_fields=["email_verified_at", "mail_bounced_at"])
    audit.record(by, "person.verified", person)

    email_verified.send(sender=User, person=person, was_paused=was_paused)
    return person


@transaction.atomic
def change_rights(
    *,
    person: User,
    groups: Iterable[Group],
    by: Actor,
    is_active: bool | None = None,
    is_superuser: bool | None = None,
) -> User:
    """Let somebody into parts of the admin, or out; `None` leaves as it is."""
    require(by, "accounts.change_rights", person)

    person = User.objects.locked(person.pk)

    if is_active is not None:
        person.is_active = is_active
    if is_superuser is not None:
        person.is_superuser = is_superuser
    person.save(update_fields=["is_active", "is_superuser"])
    person.groups.set(groups)
    data = {"active": person.is_active, "superuser": person.is_superuser}
    audit.record(by, "person.rights_changed", person, groups=[one.pk for one in groups], **data)
    audit.record_security_event(SecurityEventKind.RIGHTS_CHANGED, person, data=data)

    person_changed.send(sender=User, person=person)
    if holds_privileged_role(person):
        begin_two_step_grace(person=person, by=SYSTEM)
    return person


@transaction.atomic
def close_account(*, person: User, by: Actor) -> User:
    """Forget who this was. What others need stays: their agreements keep the names of that day.

    Packages above may refuse while something depends on this person.
    """
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk, no_key=True)  # rows may still refer
    account_closed.send(sender=User, person=person)

    Letter.objects.filter(address__iexact=person.email).delete()
    person.email = f"{person.public_id}@closed.invalid"
    person.display_name, person.full_name = "…", ""
    person.phone, person.words, person.languages = "", "", []
    person.forget_mails()
    person.is_active = person.is_staff = person.is_superuser = False
    person.closed_at, person.email_verified_at = timezone.now(), None
    person.two_step_due_at = None
    person.set_unusable_password()
    person.save()
    audit.record(by, "person.closed", person)

    person.groups.clear()
    person.user_permissions.clear()
    account_forgotten.send(sender=User, person=person)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    TwoStepReset.objects.filter(Q(person=person) | Q(asked_by=person)).delete()
    end_sessions(person)
    return person
