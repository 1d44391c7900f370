"""A real worker, on the database of the test, over a real Redis; a real proxy."""

import shutil
import sys

import pytest
from celery import Celery
from django.db import connection

from scripts.machine import ROOT, free_port
from scripts.processes import start, stop, wait_until
from tests.isolation import redis_url
from tests.patience import patience


@pytest.fixture
def broker():
    """An application that only hands over jobs, as a web process would, and never runs them."""
    application = Celery(broker=redis_url())
    with application.connection_for_write() as link:
        link.default_channel.client.flushdb()
    yield application
    application.close()


@pytest.fixture
def start_worker(transactional_db, broker, tmp_path, settings):
    """A function that starts one more worker; all of them end with the test, without a goodbye."""
    workers = []
    login = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**login)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.worker.settings",
        "DATABASE_URL": address,
        "CELERY_BROKER_URL": redis_url(),
        "MAIL_DIR": str(tmp_path / "mail"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "config", "worker"]
    command += ["--pool", "solo", "--loglevel", "INFO", "--include", "tests.worker.jobs"]

    def start_one(**more):
        name = f"worker-{len(workers)}"
        folders = {root: str(getattr(settings, root)) for root in ("MEDIA_ROOT", "PRIVATE_ROOT")}
        worker = start(
            name,
            [*command, "--hostname", name],
            log=tmp_path / f"{name}.log",
            environment=environment | folders | more,
            cwd=ROOT,
        )
        workers.append(worker)
        assert wait_until(lambda: "ready." in worker.last_words(), within=patience(60)), (
            worker.last_words()
        )
        return worker

    yield start_one
    stop(workers, patience=0)
    # The server may still carry out what a killed worker asked for: the database is replaced next.
    assert wait_until(nobody_else_is_connected, within=patience(20))


def nobody_else_is_connected():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchone() == (0,)


@pytest.fixture
def proxy_config(tmp_path):
    """Ours, with a port of its own for the administration of the proxy."""
    ours = (ROOT / "docker" / "Caddyfile").read_text()
    assert shutil.which("caddy"), "caddy has to be installed"
    head, brace, rest = ours.partition("\n{\n")
    there = tmp_path / "Caddyfile"
    there.write_text(f"{head}{brace}\tadmin 127.0.0.1:{free_port()}\n{rest}")
    return there
