"""The real services, from their start to their end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import psycopg
import pytest
import redis

from scripts import services
from scripts.cli import RefusalError
from scripts.machine import ROOT
from scripts.search_node import BESIDE
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
    """What a shell takes over from `scripts/services`, on a state of our own."""
    call = (
        "import sys; from pathlib import Path; from scripts import services;"
        "services.STATE = Path(sys.argv[1]); sys.exit(services.run_from_shell(sys.argv[2:]))"
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


def test_services_of_developers_bring_a_search_node_where_one_can_be_had(tmp_path, monkeypatch):
    if not BESIDE.exists():
        pytest.skip("there is no search node beside the checkout")
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    state = tmp_path / "running.json"

    variables = dict(line.split("=", 1) for line in called(state, "start").splitlines())
    answer = httpx.get(variables["export ELASTICSEARCH_URL"]).json()
    called(state, "stop")

    assert answer["tagline"] == "You Know, for Search"
    with pytest.raises(httpx.ConnectError):
        httpx.get(variables["export ELASTICSEARCH_URL"])


class Unwilling:
    """A node that does not start."""

    address = ""
    removed = False

    def start(self, *, outlives):
        raise RefusalError("The search node does not start.", "Le nœud ne démarre pas.")

    def remove(self):
        self.removed = True


def test_services_go_on_without_a_node_that_does_not_start(monkeypatch, capsys):
    node, places = Unwilling(), services.Running("/nowhere", "secret", 5433, 6380)
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(services, "_start", lambda _places, *, outlives: [])
    monkeypatch.setattr(services, "new_node", lambda _folder: node)

    assert services.start_all(places) == places
    assert node.removed
    assert capsys.readouterr().out == "The search node does not start.\n"


def test_services_leave_a_node_that_is_named_alone(monkeypatch):
    places = services.Running("/nowhere", "secret", 5433, 6380)
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://search:9200")
    monkeypatch.setattr(services, "_start", lambda _places, *, outlives: [])

    assert services.start_all(places) == places
