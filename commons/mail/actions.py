"""Mails that carry a secret: a link or a code that opens an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.mail import emails
from commons.mail.models import Letter
from commons.mail.tasks import mail_letter
from commons.outbox import actions as outbox


@transaction.atomic
def queue_email(
    *, template: str, address: str, language: str, keep_for: timedelta, **words: Any
) -> Letter:
    """Write a letter that leaves after commit. It is kept no longer than its secret is good."""
    written = emails.render_email(template, language=language, **words)
    letter = Letter.objects.create(
        address=address,
        title=written.title,
        text=written.text,
        html=written.html,
        expires_at=timezone.now() + keep_for,
    )
    outbox.enqueue(mail_letter, letter_id=letter.pk)
    return letter
