"""What a restore would do again is left undone: mail that had left, sessions that had ended."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse

from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from config.celery import app
from config.management.commands.settle_restored_site import MAIL_JOBS
from tests.factories.accounts import LetterFactory, NoticeFactory, OutboxEntryFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_nothing_is_mailed_again_and_nobody_is_logged_in(client, capsys):
    client.force_login(UserFactory())
    letter = LetterFactory()
    waiting = NoticeFactory(mail_words={"words": "We meet at nine."})
    for job in MAIL_JOBS:
        OutboxEntryFactory(job=job, arguments={"letter_id": letter.pk})
    kept = OutboxEntryFactory(job="media.render_photo")

    for _time in range(2):
        call_command("settle_restored_site")

    assert not Session.objects.exists()
    assert client.get(reverse("notifications:desk")).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.mailed_at is not None, waiting.mail_words) == (True, {})
    assert not Letter.objects.exists()
    assert list(OutboxEntry.objects.all()) == [kept]
    assert "Sessions ended: 1. Jobs that send mail forgotten: 3" in capsys.readouterr().out


def test_every_job_that_sends_mail_is_known():
    sending = {name for name in app.tasks if ".mail_" in name}

    assert sending == set(MAIL_JOBS)


def test_the_guide_of_a_restore_says_when():
    guide = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    restore = guide.partition("## Restore")[2].partition("\n## ")[0]

    assert "\n    python manage.py settle_restored_site\n" in restore
