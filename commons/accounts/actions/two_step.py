"""The second factor of a person: asked for from a day on, added, removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.accounts.selectors import has_second_factor
from commons.accounts.session_keys import PRIVILEGED
from commons.accounts.sessions import SessionStore
from commons.accounts.signals import sessions_ended
from commons.audit import actions as audit
from commons.mail import actions as transactional_email
from core.permissions import require

ASKED: Final = "accounts/email/two_step_due.txt"


@transaction.atomic
def begin_two_step_grace(*, person: User, by: Actor) -> User:
    """From now on this person needs a second factor, and has TWO_STEP_GRACE_DAYS to set one up.

    Once in the life of an account: another role, or the same one again, brings no new days. Their
    sessions end as those of privileged roles do, also where they began before.
    """
    require(by, "accounts.begin_two_step_grace", person)

    person = User.objects.locked(person.pk, no_key=True)
    mark_sessions(person)
    if person.two_step_due_at is not None or has_second_factor(person):
        return person

    grace = timedelta(days=settings.TWO_STEP_GRACE_DAYS)
    person.two_step_due_at = timezone.now() + grace
    person.save(update_fields=["two_step_due_at"])
    audit.record(by, "person.two_step_asked", person)

    if person.can_get_mail:
        transactional_email.queue_email(
            template=ASKED,
            address=person.email,
            language=person.language,
            keep_for=grace,
            recipient=person,
            data={"until": person.two_step_due_at},
        )
    return person


@transaction.atomic
def record_added_factor(*, person: User, factor: str, session_key: str, by: Actor) -> User:
    """A second factor is set up: no days are left to do without one, and other sessions end.

    Those began without it; `session_key` is the one in which it was set up.
    """
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk, no_key=True)
    now = timezone.now()
    if factor != Authenticator.Type.RECOVERY_CODES:
        if person.two_step_due_at is None or person.two_step_due_at > now:
            person.two_step_due_at = now
            person.save(update_fields=["two_step_due_at"])
        end_sessions(person, but=session_key)
    audit.record(by, "person.factor_added", person, factor=factor)
    return person


@transaction.atomic
def record_removed_factor(*, person: User, factor: str, by: Actor) -> None:
    require(by, "accounts.change_person", person)

    audit.record(by, "person.factor_removed", person, factor=factor)


def end_sessions(person: User, *, but: str = "") -> None:
    """Log this person out everywhere, except in the session with the key `but`."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=but):
        session.end()
    sessions_ended.send(sender=User, person=person)


@transaction.atomic
def end_all_sessions(*, by: Actor) -> int:
    """Log everybody out, visitors too, after a restore; return how many sessions there were."""
    require(by, "accounts.end_all_sessions", User())

    UserSession.objects.all().delete()
    _rows, deleted = Session.objects.all().delete()
    return deleted.get("sessions.Session", 0)


def mark_sessions(person: User) -> None:
    """The limits of privileged roles hold for every session of this person from now on."""
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        session = SessionStore(key)
        if SESSION_KEY in session and not session.get(PRIVILEGED):
            session[PRIVILEGED] = True
            session.save()
