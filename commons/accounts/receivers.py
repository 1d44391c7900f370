"""Ears for what allauth announces."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_changed, password_reset, password_set
from django.dispatch import receiver
from django.utils import timezone

from commons.accounts.actions.people import record_verified_email
from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import SYSTEM


@receiver(email_confirmed)
def note_confirmed_email(email_address: EmailAddress, **kwargs: Any) -> None:
    """The button behind our link was pressed, or the code of a letter was typed in."""
    record_verified_email(person=email_address.user, at=timezone.now(), by=SYSTEM)


@receiver([password_changed, password_reset, password_set])
def record_new_password(user: User, **kwargs: Any) -> None:
    audit.record(user, "person.password_changed", user)
