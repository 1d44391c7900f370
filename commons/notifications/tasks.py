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

logger = logging.getLogger(__name__)


@shared_task(name="notifications.mail_notice")
@transaction.atomic
def mail_notice(*, notice_id: int) -> None:
    """The row stays locked until the mail server has the mail: a rival waits, then finds it sent.

    What was read on the site meanwhile, or put away by newer news, isn't mailed any more.
    """
    notices = Notice.objects.unmailed().unread().select_related("recipient")
    notice = notices.select_for_update(of=("self",)).filter(pk=notice_id).first()
    if notice is None or notice.subject is None:
        return
    person = notice.recipient
    if person.can_get_mail and mail_frequency_for(person, notice.template) == MailFrequency.AT_ONCE:
        emails.mail_notice(notice)
        Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())


@shared_task(name="notifications.mail_digest")
@transaction.atomic
def mail_digest(*, person_id: int, day: str = "") -> None:
    """Everything that this person hasn't been mailed and hasn't read yet, in one mail.

    With a `day`, also what waits on the desk: once for that day. Rows of both stay locked, so
    that neither a rival nor a mail for one of them tells the same again.
    """
    person = User.objects.locked(person_id, no_key=True)
    if not person.can_get_mail:
        return
    waiting = person.notices.unmailed().unread().recent(settings.NOTIFICATIONS_DIGEST_REACH)
    rows = with_subjects(waiting).select_for_update(of=("self",))
    notices = [
        one for one in rows if mail_frequency_for(person, one.template) != MailFrequency.NEVER
    ]
    with_desk = bool(day) and person.mails_desk and str(person.desk_mailed_on) != day
    if emails.mail_digest(person, notices, day=day if with_desk else ""):
        pks = [notice.pk for notice in notices]
        Notice.objects.filter(pk__in=pks).update(mailed_at=timezone.now())
        if with_desk:
            User.objects.filter(pk=person.pk).update(desk_mailed_on=day)
