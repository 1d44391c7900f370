"""Letters leave the process at least once."""

from celery import shared_task
from django.db import transaction

from commons.mail import emails
from commons.mail.models import Letter


@shared_task(name="mail.mail_letter")
@transaction.atomic
def mail_letter(*, letter_id: int) -> None:
    """Send it and forget it, secret and all. One whose secret ran out isn't sent any more."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        return
    if not letter.is_stale:
        emails.mail_letter(letter)
    letter.delete()
