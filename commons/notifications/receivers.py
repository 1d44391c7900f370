"""Signal handlers: what an account announces."""

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_forgotten, email_verified
from commons.notifications.tasks import mail_digest
from commons.outbox import actions as outbox


@receiver(email_verified, dispatch_uid="notifications.resume_mails")
def resume_mails(sender: type, person: User, was_paused: bool, **kwargs: Any) -> None:
    """Mails came back from the address before: what waited meanwhile leaves now."""
    if was_paused:
        outbox.enqueue(mail_digest, person_id=person.pk)


@receiver(account_forgotten, dispatch_uid="notifications.forget_notices")
def forget_notices(sender: type, person: User, **kwargs: Any) -> None:
    person.notices.all().delete()
