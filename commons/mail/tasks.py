"""Letters leave the process at least once."""

from celery import shared_task
from django.conf import settings

from commons.mail import emails
from commons.mail.models import Letter
from core.db.leases import leased


@shared_task(name="mail.mail_letter")
def mail_letter(*, letter_id: int) -> None:
    """Send it and forget it, secret and all. One whose secret ran out isn't sent any more.

    No lock is held while the mail server takes it. Raises LeaseHeldError where another worker is
    sending it: the outbox asks again.
    """
    letters = Letter.objects.filter(pk=letter_id)
    with leased(letters, settings.MAIL_LEASE):
        letter = letters.first()
        if letter is None:
            return
        if not letter.is_stale:
            emails.mail_letter(letter)
        letter.delete()
