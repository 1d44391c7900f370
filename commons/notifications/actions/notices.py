"""Notices: one thing to tell one person, on the site and by mail."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.accounts.models import User
from commons.notifications.categories import mail_frequency_for
from commons.notifications.models import Notice
from commons.notifications.tasks import mail_notice
from commons.outbox import actions as outbox
from core.permissions import require


def notify(recipient: User, template: str, subject: Model, **data: int | str) -> Notice:
    """Write one notice, shown on the site at once and mailed after commit, as the person likes.

    `data` reaches the template: what the subject itself doesn't say, such as who did it.
    """
    notice = Notice.objects.create(
        recipient=recipient, template=template, subject=subject, data=data
    )
    if recipient.can_get_mail and mail_frequency_for(recipient, template) == MailFrequency.AT_ONCE:
        outbox.enqueue(mail_notice, notice_id=notice.pk)
    return notice


@transaction.atomic
def mark_read(*, notice: Notice, by: User) -> Notice:
    """Put a notice away. Doing it again changes nothing."""
    require(by, "notifications.read_notice", notice)

    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def dismiss(person: User, template: str, subject: Model) -> None:
    """Mark as read whatever of this kind the person still has about `subject`: it is settled."""
    notices = Notice.objects.about(subject).visible_to(person).filter(template=template)
    notices.unread().update(read_at=timezone.now())


def dismiss_for_all(template: str, subject: Model) -> None:
    """Mark as read whatever of this kind anyone still has about `subject`: it is settled."""
    notices = Notice.objects.about(subject).filter(template=template)
    notices.unread().update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Put everything away that this person has; tells how many there were."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())
