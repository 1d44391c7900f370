"""Notices: one thing to tell one person, on the site and by mail."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.accounts.models import User
from commons.notifications.categories import mail_frequency_for
from commons.notifications.models import Notice
from commons.notifications.signals import notice_recorded
from commons.notifications.tasks import mail_notice
from commons.notifications.waiting_counts import forget_waiting_count
from commons.outbox import actions as outbox
from core.permissions import require


def notify(
    recipient: User,
    template: str,
    subject: Model,
    words: dict[str, str] | None = None,
    /,
    **data: int | str,
) -> Notice:
    """Write one notice, shown on the site at once and mailed after commit, as the person likes.

    `data` reaches the template: what the subject itself doesn't say, such as who did it. So do
    `words`, which only the mail says: they are kept no longer than it waits.
    """
    is_mailed = is_mailed_at_once(recipient, template)
    notice = Notice.objects.create(
        recipient=recipient,
        template=template,
        subject=subject,
        data=data,
        mail_words=(words or {}) if is_mailed else {},
    )
    forget_waiting_count(recipient.pk)
    notice_recorded.send(sender=Notice, notice=notice)
    if is_mailed:
        outbox.enqueue(mail_notice, notice_id=notice.pk)
    return notice


def is_mailed_at_once(person: User, template: str) -> bool:
    """Whether a mail of its own leaves, as things are now."""
    frequency = mail_frequency_for(person, template)
    return person.can_get_mail and frequency == MailFrequency.AT_ONCE


@transaction.atomic
def mark_read(*, notice: Notice, by: User) -> Notice:
    """Put a notice away. Doing it again changes nothing."""
    require(by, "notifications.read_notice", notice)

    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
        forget_waiting_count(by.pk)
    return notice


def dismiss(person: User, template: str, subject: Model) -> None:
    """Mark as read whatever of this kind the person still has about `subject`: it is settled."""
    notices = Notice.objects.about(subject).visible_to(person).filter(template=template)
    notices.unread().update(read_at=timezone.now())
    forget_waiting_count(person.pk)


def dismiss_for_all(template: str, subject: Model, *, but: Sequence[User] = ()) -> None:
    """Mark as read whatever of this kind anyone still has about `subject`: it is settled.

    `but`: for whom it isn't.
    """
    notices = Notice.objects.about(subject).filter(template=template).exclude(recipient__in=but)
    notices.unread().update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Put everything away that this person has; tells how many there were."""
    number = Notice.objects.visible_to(by).unread().update(read_at=timezone.now())
    forget_waiting_count(by.pk)
    return number
