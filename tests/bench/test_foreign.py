"""Other sites are driven from outside, and know nothing of ours."""

import sys
from pathlib import Path

import pytest

from bench.foreign import pretix
from bench.foreign.running import OURS, House, answers
from scripts.machine import free_port

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
SERVICES = {
    "DATABASE_URL": "postgres://person:secret@127.0.0.1:5433/ours",
    "REDIS_URL": "redis://:secret@127.0.0.1:6390/0",
}


def test_a_command_finds_its_own_words_around_it_and_none_of_ours(tmp_path, monkeypatch):
    for name in OURS:
        monkeypatch.setenv(name, "ours")
    stdin = "import os; open('seen', 'w').write(repr(sorted(os.environ)))"

    House(tmp_path, {"THEIRS": "1"}).run(sys.executable, "-", stdin=stdin)

    seen = (tmp_path / "seen").read_text()
    assert "'THEIRS'" in seen
    assert [name for name in OURS if f"'{name}'" in seen] == []


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="no such basket"):
        House(tmp_path, {}).run(sys.executable, "-", stdin="raise ValueError('no such basket')")


def test_a_server_lives_as_long_as_the_block(tmp_path):
    port = free_port()

    with House(tmp_path, {}).serving(port, "/", sys.executable, "-c", SERVER, str(port)) as server:
        assert answers(server.port, "/")

    assert not answers(port, "/")


def test_pretix_is_told_where_its_tables_are_and_not_where_ours_are(tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(pretix, "installed", lambda: Path("python"))
    monkeypatch.setattr(House, "run", lambda self, *words, stdin="": ran.append((words, stdin)))

    made = pretix.made_in(tmp_path, port=8345, database="theirs", services=SERVICES)

    config = Path(made.environment["PRETIX_CONFIG_FILE"]).read_text().splitlines()
    assert "url = http://localhost:8345" in config
    assert "name = theirs" in config
    assert "port = 5433" in config
    assert "location = redis://:secret@127.0.0.1:6390/1" in config
    assert [words[3] for words, _stdin in ran] == ["migrate", "shell"]
    assert "range(60)" in ran[1][1]


def test_every_version_of_pretix_is_pinned():
    lines = [line for line in pretix.PINNED.read_text().splitlines() if not line.startswith("#")]

    assert "pretix==2026.8.0" in lines
    assert [line for line in lines if "==" not in line] == []
