"""A worker dies between what was kept and the letter that says so: it leaves all the same, once."""

import os
import signal
from email import message_from_bytes
from pathlib import Path
from uuid import uuid4

import pytest

from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from core.cache.caching import delete_cached
from emergency.activations.models.events import Event
from emergency.activations.selectors.open_emergencies import KEY
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission
from scripts.processes import stop, wait_until
from tests.factories.emergency import ActivationFactory, HospitalFactory, roof_words
from tests.patience import patience

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def slip(settings):
    """What came through a door, with no worker there yet."""
    delete_cached(KEY)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    activation = ActivationFactory()
    words = roof_words(activation, None, hospital=HospitalFactory().pk, phone="+33612345611")
    return receive_submission(
        activation=activation,
        intake_type=IntakeType.REQUEST,
        words=words,
        key=uuid4(),
        language="en",
    )


def mails(folder):
    parsed = [message_from_bytes(file.read_bytes()) for file in sorted(folder.glob("*.log"))]
    return [mail["To"] for mail in parsed]


def is_taken_in(broker):
    broker.send_task("emergency.take_in_waiting")
    return not Submission.objects.waiting().exists()


def is_drained(broker):
    broker.send_task("outbox.drain_outbox")
    return not OutboxEntry.objects.exists()


def test_a_worker_that_is_killed_before_it_took_anything_in_loses_no_slip(
    slip, start_worker, broker, tmp_path
):
    stop([start_worker()], patience=0)
    broker.send_task("emergency.take_in_waiting")

    start_worker()

    assert wait_until(lambda: is_taken_in(broker), within=patience(30), every=0.5)
    assert wait_until(lambda: is_drained(broker), within=patience(30), every=0.5)
    assert HousingRequest.objects.get().reference == slip.reference
    assert mails(tmp_path / "mail") == ["camille.canary@example.org"]


def test_a_killed_worker_leaves_the_letter_to_the_next(slip, start_worker, broker, tmp_path):
    first = start_worker(MAIL_BACKEND="tests.worker.mailers.HangsBefore")
    assert wait_until(lambda: is_taken_in(broker), within=patience(30), every=0.5)
    broker.send_task("outbox.drain_outbox")
    assert wait_until(Path(f"{tmp_path}/mail.hangs").exists, within=patience(20)), (
        first.last_words()
    )
    os.killpg(first.process.pid, signal.SIGKILL)
    first.process.wait()
    kept, sent = Letter.objects.count(), mails(tmp_path / "mail")

    start_worker()

    assert wait_until(lambda: is_drained(broker), within=patience(30), every=0.5)
    assert (kept, sent) == (1, [])
    assert mails(tmp_path / "mail") == ["camille.canary@example.org"]
    assert [event.new for event in Event.objects.all()] == ["submitted"]
