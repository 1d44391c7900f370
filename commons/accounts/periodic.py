"""What the clock starts."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.models import TwoStepReset
from core.periodic import delete_row, for_each_row


@shared_task(name="accounts.forget_sessions")
def forget_sessions() -> int:
    """Delete sessions that are over, with the addresses that they came from.

    Returns how many could not be deleted; they are in the log.
    """
    now = timezone.now()
    current = Session.objects.filter(expire_date__gt=now).values("session_key")
    failed = for_each_row(UserSession.objects.exclude(session_key__in=current), delete_row)
    return failed + for_each_row(Session.objects.filter(expire_date__lte=now), delete_row)


@shared_task(name="accounts.forget_resets")
def forget_resets() -> int:
    """Delete resets of two-step login that nobody confirmed in time; returns how many failed."""
    return for_each_row(TwoStepReset.objects.lapsed(), delete_row)
