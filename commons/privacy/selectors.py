"""Accounts by their last sign of life."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.audit.models import AuditEntry


def inactive_since(moment: datetime) -> QuerySet[User]:
    """Open accounts whose person neither logged in, nor was seen, nor did anything since then.

    Whoever runs the site is left out, and whoever is suspended: that has an end of its own.
    """
    seen = UserSession.objects.filter(user=OuterRef("pk"), last_seen_at__gt=moment)
    actions = AuditEntry.objects.filter(actor=OuterRef("pk"), at__gt=moment)
    people: QuerySet[User] = User.objects.filter(
        Q(last_login=None) | Q(last_login__lte=moment),
        ~Exists(seen),
        ~Exists(actions),
        is_active=True,
        is_superuser=False,
        closed_at=None,
        date_joined__lte=moment,
        email_verified_at__isnull=False,
    )
    return people


def unconfirmed_people() -> QuerySet[User]:
    """Signed up long enough ago, without ever confirming their address."""
    since = timezone.now() - settings.PRIVACY_UNCONFIRMED_AFTER
    people: QuerySet[User] = User.objects.filter(
        email_verified_at=None,
        closed_at=None,
        is_active=True,
        is_superuser=False,
        date_joined__lte=since,
    )
    return people
