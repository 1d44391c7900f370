"""Mails that carry a secret: a link or a code that opens an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from commons.mail import emails
from commons.mail.models import Letter
from commons.mail.tasks import mail_letter
from commons.outbox import actions as outbox

NOT_SENT: Final = timedelta(0)
"""`keep_for` of a letter that nobody gets: the worker finds it stale.

For whoever must not see by the time of an answer that a letter is left out.
"""


@transaction.atomic
def queue_email(
    *,
    template: str,
    address: str,
    language: str,
    keep_for: timedelta,
    calendar: str = "",
    **words: Any,
) -> Letter:
    """Write a letter that leaves after commit. It is kept no longer than its secret is good.

    `calendar` is a file in the format of RFC 5545 that goes with it.
    """
    written = emails.render_email(template, language=language, **words)
    letter = Letter.objects.create(
        address=address,
        title=written.title,
        text=written.text,
        html=written.html,
        calendar=calendar,
        expires_at=timezone.now() + keep_for,
    )
    outbox.enqueue(mail_letter, letter_id=letter.pk)
    return letter
