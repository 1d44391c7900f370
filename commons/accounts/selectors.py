"""What is known of a person's second factor."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from commons.accounts.models import User


def second_factors_of(person: User) -> QuerySet[Authenticator]:
    """Apps and passkeys. Recovery codes alone are none: they come with one of these."""
    own: QuerySet[Authenticator] = Authenticator.objects.filter(user=person)
    return own.exclude(type=Authenticator.Type.RECOVERY_CODES)


def has_second_factor(person: User) -> bool:
    return second_factors_of(person).exists()
