"""How many files one person sends, how heavy, and how long they take to check."""

import time

import pytest

from core.files.bounded_process import Answer, run
from core.files.upload_quotas import MEGABYTE, counted_upload
from core.quotas.errors import QuotaExceededError
from tests.core.files.test_bounded_process import QueueError, task
from tests.quotas import limit

WHO = "trip:1"


def work(content):
    """A second of a processor, and what it takes to begin."""
    until = time.process_time() + 1.0
    while time.process_time() < until:
        pass
    return Answer("done")


def upload(size=1_000, who=WHO):
    with counted_upload(who, size):
        pass


def test_counted_upload_counts_files(settings):
    limit(settings, uploads=2)
    upload()
    upload()

    with pytest.raises(QuotaExceededError):
        upload()
    upload(who="trip:2")


def test_counted_upload_counts_what_they_weigh(settings):
    limit(settings, uploaded_megabytes=50)
    upload(30 * MEGABYTE)

    with pytest.raises(QuotaExceededError, match="50 MB of uploaded files"):
        upload(21 * MEGABYTE)
    upload(20 * MEGABYTE)


def test_counted_upload_counts_seconds_also_of_what_is_refused(settings):
    limit(settings, conversion_seconds=2)
    heavy = task("work", module="tests.core.files.test_upload_quotas")

    with pytest.raises(QueueError), counted_upload(WHO, 1_000):
        _refuse(run(heavy, b""))

    with pytest.raises(QuotaExceededError):
        upload()
    upload(who="trip:2")


def _refuse(_answer):
    raise QueueError
