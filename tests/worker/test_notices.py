"""A worker is killed in the middle of a mail: the person hears of it all the same."""

import os
import signal
from email import message_from_bytes
from pathlib import Path

import pytest

from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from scripts.processes import wait_until
from tests.factories.accounts import NoticeFactory, OutboxEntryFactory
from tests.patience import patience

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def notice():
    """Told and promised, with nobody there yet to keep the promise."""
    notice = NoticeFactory()
    OutboxEntryFactory(arguments={"notice_id": notice.pk})
    return notice


@pytest.fixture
def kill_in_the_middle(start_worker, broker, tmp_path):
    """A function that lets a worker begin with a mail, and then kills it without a warning."""

    def kill(mailer):
        worker = start_worker(MAIL_BACKEND=f"tests.worker.mailers.{mailer}")
        broker.send_task("outbox.drain_outbox")
        hangs = Path(f"{tmp_path}/mail.hangs")
        assert wait_until(hangs.exists, within=patience(20)), worker.last_words()
        os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.wait()

    return kill


@pytest.fixture
def mails(tmp_path):
    """A function that lists what left, by recipient and Message-ID."""

    def found():
        files = sorted((tmp_path / "mail").glob("*.log"))
        parsed = [message_from_bytes(file.read_bytes()) for file in files]
        return [(mail["To"], mail["Message-ID"]) for mail in parsed]

    return found


def is_drained(broker):
    """Nudge the worker, as the clock does, and see whether every promise is kept."""
    broker.send_task("outbox.drain_outbox")
    return not OutboxEntry.objects.exists()


def test_killed_before_the_mail_was_taken_it_leaves_once(
    start_worker, broker, notice, kill_in_the_middle, mails
):
    kill_in_the_middle("HangsBefore")
    before = mails()

    start_worker()

    assert wait_until(lambda: is_drained(broker), within=patience(30), every=0.5)
    assert before == []
    assert mails() == [(notice.recipient.email, f"<notice-{notice.public_id}@localhost>")]
    assert list(Notice.objects.unmailed()) == []


def test_killed_after_the_mail_was_taken_the_copy_can_be_recognised(
    start_worker, broker, notice, kill_in_the_middle, mails
):
    kill_in_the_middle("HangsAfter")
    before = mails()

    start_worker()

    assert wait_until(lambda: is_drained(broker), within=patience(30), every=0.5)
    assert before == [(notice.recipient.email, f"<notice-{notice.public_id}@localhost>")]
    assert mails() == before * 2
    assert list(Notice.objects.unmailed()) == []
