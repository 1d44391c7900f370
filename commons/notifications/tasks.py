"""The way out of the process, at least once: a job may run twice and must do no harm then."""

import logging

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.accounts.models import User
from commons.notifications import emails
from commons.notifications.categories import mail_frequency_for
from commons.notifications.models import Notice
from commons.notifications.selectors import with_subjects
from core.db.leases import leased, release, take_lease

logger = logging.getLogger(__name__)


@shared_task(name="notifications.mail_notice")
def mail_notice(*, notice_id: int) -> None:
    """Mail it once. No lock is held while the mail server takes it, but a lease.

    What was read on the site meanwhile, or put away by newer news, isn't mailed any more. What
    only the mail says is erased with it, sent or not. Raises LeaseHeldError where another worker
    is telling it: the outbox asks again.
    """
    notices = Notice.objects.unmailed().filter(pk=notice_id)
    with leased(notices, settings.MAIL_LEASE):
        notice = notices.select_related("recipient").first()
        if notice is None:
            return
        row = Notice.objects.filter(pk=notice.pk)
        if is_to_be_mailed(notice):
            emails.mail_notice(notice)
            row.update(mailed_at=timezone.now(), mail_words={})
        elif notice.mail_words:
            row.update(mail_words={})


def is_to_be_mailed(notice: Notice) -> bool:
    """Nobody has read it, what it is about is there, and its reader wants a mail of its own."""
    person = notice.recipient
    if notice.read_at is not None or notice.subject is None or not person.can_get_mail:
        return False
    return mail_frequency_for(person, notice.template) == MailFrequency.AT_ONCE


@shared_task(name="notifications.mail_digest")
def mail_digest(*, person_id: int, day: str = "") -> None:
    """Everything that this person hasn't been mailed and hasn't read yet, in one mail.

    With a `day`, also what waits on the desk: once for that day. Notices are leased while they are
    sent, and the day is noted before: whoever is killed in between has it left out once, and
    nothing is told twice. Raises LeaseHeldError where another worker is telling one of them.
    """
    with transaction.atomic():
        person = User.objects.locked(person_id, no_key=True)
        if not person.can_get_mail:
            return
        waiting = person.notices.unmailed().unread().recent(settings.NOTIFICATIONS_DIGEST_REACH)
        keys = take_lease(waiting, settings.MAIL_LEASE)
        mailed_on = person.desk_mailed_on
        with_desk = bool(day) and person.mails_desk and str(mailed_on) != day
        if with_desk:
            User.objects.filter(pk=person.pk).update(desk_mailed_on=day)
    is_sent = False
    try:
        is_sent = _send_digest(person, keys, day=day if with_desk else "")
    finally:
        release(Notice, keys)
        if with_desk and not is_sent:
            User.objects.filter(pk=person.pk).update(desk_mailed_on=mailed_on)


def _send_digest(person: User, keys: list[int], *, day: str) -> bool:
    """Mail these notices, and mark them; tells whether there was anything to send."""
    rows = with_subjects(Notice.objects.filter(pk__in=keys))
    notices = [
        one for one in rows if mail_frequency_for(person, one.template) != MailFrequency.NEVER
    ]
    if not emails.mail_digest(person, notices, day=day):
        return False
    mailed = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    mailed.update(mailed_at=timezone.now())
    return True
