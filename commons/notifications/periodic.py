"""What the clock starts."""

import logging
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commons.accounts.models import User
from commons.notifications.actions.mail_preferences import schedule_digest
from commons.notifications.models import Notice
from core.periodic import delete_row, for_each_row
from core.permissions import SYSTEM

logger = logging.getLogger(__name__)


@shared_task(name="notifications.send_digests")
def send_digests() -> int:
    """Every quarter of an hour: promise the daily mail to those whose hour has come.

    A clock that stood still catches up the same day. Returns how many people could not be
    promised theirs; they are in the log.
    """
    return for_each_row(
        people_due_for_digests(), lambda person: schedule_digest(person=person, by=SYSTEM)
    )


def people_due_for_digests() -> Iterator[User]:
    """Zone by zone; one that this machine doesn't know (any more) holds up none of the others."""
    zones = User.objects.on_days().order_by().values_list("time_zone", flat=True).distinct()
    for name in zones:
        try:
            moment = timezone.now().astimezone(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError):
            logger.error("Periodic job: unknown time zone %r, no daily email sent", name)
            continue
        for person in User.objects.due_for_daily_mail(moment):
            if person.wants_daily_mail:
                yield person


@shared_task(name="notifications.forget_notices")
def forget_notices() -> int:
    """Delete notices that are old, and before them words whose mail was given up.

    Returns how many could not be deleted; they are in the log.
    """
    given_up = Notice.objects.holding_words().filter(at__lt=timezone.now() - settings.OUTBOX_KEEP)
    given_up.update(mail_words={})
    outdated = Notice.objects.filter(at__lt=timezone.now() - settings.NOTIFICATIONS_KEEP)
    return for_each_row(outdated, delete_row)
