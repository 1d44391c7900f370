"""A real worker, on the database of the test, over a real Redis."""

import os
import sys

import pytest
from celery import Celery
from django.db import connection

from scripts.machine import ROOT
from scripts.processes import start, stop, wait_until


@pytest.fixture
def broker():
    """An application that only hands over jobs, as a web process would, and never runs them."""
    application = Celery(broker=os.environ["REDIS_URL"])
    with application.connection_for_write() as link:
        link.default_channel.client.flushdb()
    yield application
    application.close()


@pytest.fixture
def start_worker(transactional_db, broker, tmp_path):
    """A function that starts one more worker; all of them end with the test."""
    workers = []
    settings = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.worker.settings",
        "DATABASE_URL": address,
        "CELERY_BROKER_URL": os.environ["REDIS_URL"],
        "MAIL_DIR": str(tmp_path / "mail"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "config", "worker"]
    command += ["--pool", "solo", "--loglevel", "INFO", "--include", "tests.worker.jobs"]

    def start_one(**more):
        name = f"worker-{len(workers)}"
        worker = start(
            name,
            [*command, "--hostname", name],
            log=tmp_path / f"{name}.log",
            environment=environment | more,
            cwd=ROOT,
        )
        workers.append(worker)
        assert wait_until(lambda: "ready." in worker.last_words(), within=60), worker.last_words()
        return worker

    yield start_one
    stop(workers)
