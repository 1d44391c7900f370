"""The real services, from their start to their end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from scripts.machine import ROOT
from scripts.services import running_services

pytestmark = pytest.mark.slow


def test_running_services_answer_and_leave_nothing_behind():
    with running_services() as running:
        addresses = running.environment()
        with psycopg.connect(addresses["DATABASE_URL"]) as link:
            assert link.execute("select 6 * 7").fetchone() == (42,)
        with redis.from_url(addresses["REDIS_URL"]) as link:
            assert link.ping() is True

    assert not Path(running.folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(addresses["DATABASE_URL"], connect_timeout=2)


def called(state, command):
    """What `scripts/services` prints, on a state of our own."""
    call = (
        "import sys; from pathlib import Path; from scripts import services;"
        "services.STATE = Path(sys.argv[1]); sys.exit(services._command(sys.argv[2:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", call, state, command],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_services_of_developers_stay_until_they_are_stopped(tmp_path):
    state = tmp_path / "running.json"
    first = called(state, "start")
    folder = Path(json.loads(state.read_text())["folder"])

    second = called(state, "start")
    stopped = called(state, "stop")

    assert first == second
    assert first.startswith("export DATABASE_URL=postgres://hirondelle:")
    assert stopped == ""
    assert called(state, "env") == "No service is running.\n"
    assert not folder.exists()
