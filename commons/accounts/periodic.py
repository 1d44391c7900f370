"""What the clock starts."""

from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.actions.mails import promise_digest
from commons.accounts.models import Letter, Notice, User
from commons.accounts.permissions import SYSTEM


@shared_task(name="accounts.send_digests")
def send_digests() -> None:
    """Every quarter of an hour: promise the daily mail to those whose hour has come.

    A clock that stood still catches up the same day.
    """
    zones = User.objects.on_days().order_by().values_list("time_zone", flat=True).distinct()
    for zone in zones:
        moment = timezone.now().astimezone(ZoneInfo(zone))
        for person in User.objects.due_for_daily_mail(moment):
            if person.wants_daily_mail:
                promise_digest(person=person, by=SYSTEM)


@shared_task(name="accounts.forget")
def forget() -> None:
    """What is of no use any more: letters, sessions with their addresses, old notices."""
    Letter.objects.stale().delete()
    Notice.objects.filter(at__lt=timezone.now() - settings.ACCOUNTS_KEEP_NOTICES).delete()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
