"""The client of the benches, against a server that counts who stands in the room."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread

import pytest

from bench.tools.load import Ask, at_once, in_turn, steadily

CROWD = 5


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    meeting = Barrier(CROWD)

    def do_GET(self):
        if self.path == "/once":
            self.close_connection = True
            self.send_response(200)
            self.send_header("Connection", "close")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path == "/chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
            return
        self.send_response(404 if self.path == "/broken" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_POST(self):
        """Nobody is answered before all have asked."""
        self.meeting.wait(timeout=10)
        self.send_response(302)
        self.send_header("Set-Cookie", f"seen={self.headers['Cookie']}; Path=/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture(scope="module")
def port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_at_once_lets_all_speak_before_any_is_answered(port):
    asks = [Ask("/", "POST", {"Cookie": f"n{number}"}) for number in range(CROWD)]

    answers = at_once(port, asks)

    assert [(answer.status, answer.cookies) for answer in answers] == [
        (302, {"seen": f"n{number}"}) for number in range(CROWD)
    ]


def test_at_once_refuses_a_crowd_without_bounds(port):
    with pytest.raises(ValueError, match="at most 1000 at once"):
        at_once(port, [Ask("/")] * 1001)


def test_steadily_keeps_a_connection_for_many_questions(port):
    answers = steadily(port, Ask("/"), clients=2, seconds=0.2)

    assert len(answers) > 2
    assert {(answer.status, answer.size) for answer in answers} == {(200, 2)}


def test_steadily_measures_answers_that_come_in_pieces(port):
    answers = steadily(port, Ask("/chunked"), clients=1, seconds=0.05)

    assert {(answer.status, answer.size) for answer in answers} == {(200, 11)}


def test_who_is_sent_away_after_each_answer_comes_back(port):
    answers = in_turn(port, [Ask("/once")] * 3)

    assert [answer.status for answer in answers] == [200, 200, 200]
