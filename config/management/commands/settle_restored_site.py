"""After a restore: nobody is logged in, and no mail leaves that had left before."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions.two_step import end_all_sessions
from commons.mail.models import Letter
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM

MAIL_JOBS: Final = ("mail.mail_letter", "notifications.mail_notice", "notifications.mail_digest")


class Command(BaseCommand):
    help = (
        "End all sessions and forget mail that waited when the backup was made: sessions that were "
        "ended since would be open again, and mail would leave a second time. Safe to run twice."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        sessions = end_all_sessions(by=SYSTEM)
        Notice.objects.unmailed().update(mailed_at=timezone.now(), mail_words={})
        jobs, _of_each = OutboxEntry.objects.filter(job__in=MAIL_JOBS).delete()
        letters, _of_each = Letter.objects.all().delete()
        self.stdout.write(
            f"Sessions ended: {sessions}. Jobs that send mail forgotten: {jobs}, with {letters} "
            "letters."
        )
