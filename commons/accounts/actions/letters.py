"""Mails that carry a secret: a link or a code that opens an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.accounts import notifications
from commons.accounts.actions import outbox
from commons.accounts.models import Letter
from commons.accounts.tasks import mail_letter


@transaction.atomic
def post(
    *, template: str, address: str, language: str, keep_for: timedelta, **words: Any
) -> Letter:
    """Write a letter that leaves after commit. It is kept no longer than its secret is good."""
    written = notifications.write(template, language=language, **words)
    letter = Letter.objects.create(
        address=address,
        title=written.title,
        text=written.text,
        html=written.html,
        expires_at=timezone.now() + keep_for,
    )
    outbox.post(mail_letter, letter_id=letter.pk)
    return letter
