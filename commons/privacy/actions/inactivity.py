"""Accounts that nobody uses: their people are warned, then the accounts close."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.privacy import notifications
from commons.privacy.models import InactivityWarning
from commons.privacy.selectors import inactive_since
from core.permissions import require


@transaction.atomic
def warn_inactive_person(*, person: User, by: Actor) -> InactivityWarning | None:
    """Say on which day the account closes, once. None for whoever has come back meanwhile."""
    require(by, "privacy.close_inactive_account", person)

    person = User.objects.locked(person.pk, no_key=True)
    ahead: timedelta = settings.PRIVACY_INACTIVE_AFTER - settings.PRIVACY_INACTIVE_WARNED
    if not inactive_since(timezone.now() - ahead).filter(pk=person.pk).exists():
        return None
    now = timezone.now()
    warning, is_new = InactivityWarning.objects.get_or_create(
        person=person,
        defaults={"warned_at": now, "closes_at": now + settings.PRIVACY_INACTIVE_WARNED},
    )
    if is_new:
        audit.record(by, "person.warned", person)
        notifications.notify_of_closing(warning)
    return warning


@transaction.atomic
def close_inactive_account(*, warning: InactivityWarning, by: Actor) -> None:
    """Close it, unless its person has come back: then the warning goes.

    Raises a DomainError where others depend on this person: the last coordinator of a community.
    """
    require(by, "privacy.close_inactive_account", warning.person)

    person = User.objects.locked(warning.person_id, no_key=True)
    since = timezone.now() - settings.PRIVACY_INACTIVE_AFTER
    if inactive_since(since).filter(pk=person.pk).exists():
        close_account(person=person, by=by)
    InactivityWarning.objects.filter(pk=warning.pk).delete()


@transaction.atomic
def close_unconfirmed_account(*, person: User, by: Actor) -> None:
    """Whoever signed up with this address never confirmed it."""
    require(by, "privacy.close_inactive_account", person)

    person = User.objects.locked(person.pk, no_key=True)
    if person.email_verified_at is None and person.closed_at is None:
        close_account(person=person, by=by)
