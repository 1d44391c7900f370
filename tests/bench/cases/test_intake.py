"""The load of the first day: each form leaves at its moment, however slow the one before was."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.cases.intake import at_a_pace
from bench.tools.load import Ask

SLOW = 0.3


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(SLOW)
        self.send_response(302)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_at_a_pace_waits_for_nobody_and_counts_from_the_planned_moment(port):
    began = time.perf_counter()

    answers = at_a_pace(port, [Ask("/")] * 6, each_second=100)

    assert [answer.status for answer in answers] == [302] * 6
    assert min(answer.seconds for answer in answers) >= SLOW
    assert time.perf_counter() - began < 6 * SLOW  # side by side


def test_at_a_pace_tells_of_those_whom_nobody_answered():
    [answer] = at_a_pace(9, [Ask("/")], each_second=1)

    assert answer.status == 0
