"""What the clock starts."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.actions import outbox
from commons.accounts.enums import MailPace
from commons.accounts.models import Letter, Notice, User
from commons.accounts.tasks import mail_digest


@shared_task(name="accounts.send_digests")
def send_digests() -> None:
    """Once a day: promise a mail to everybody who wants one a day and has something to read."""
    reach = settings.ACCOUNTS_DIGEST_REACH
    waiting = Notice.objects.unmailed().unread().recent(reach).values("recipient")
    people = User.objects.filter(mail_pace=MailPace.DAILY, is_active=True, pk__in=waiting)
    for pk in people.values_list("pk", flat=True):
        outbox.post(mail_digest, person_id=pk)


@shared_task(name="accounts.forget")
def forget() -> None:
    """What is of no use any more: letters, sessions with their addresses, old notices."""
    Letter.objects.stale().delete()
    Notice.objects.filter(at__lt=timezone.now() - settings.ACCOUNTS_KEEP_NOTICES).delete()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
