"""What the clock starts."""

from celery import shared_task
from django.conf import settings
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
    """Letters whose secret ran out, and notices that are so old that nobody looks for them."""
    Letter.objects.stale().delete()
    Notice.objects.filter(at__lt=timezone.now() - settings.ACCOUNTS_KEEP_NOTICES).delete()
