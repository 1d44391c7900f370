"""Slow clients before the real proxy, and what it lets pass; both as the site has it."""

import re
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.patience import patience
from tests.worker.proxies import NAME, proxied

pytestmark = pytest.mark.worker


class Streaming(BaseHTTPRequestHandler):
    """Reads what is sent, and answers with an event a second."""

    def do_POST(self):
        with suppress(OSError):
            self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):
            for number in range(4):
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()
                time.sleep(1)

    def log_message(self, *args):
        """Says nothing itself."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Streaming)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def impatient_config(proxy_config):
    """Ours, with two seconds for a body."""
    shorter, count = re.subn(r"read_body \w+", "read_body 2s", proxy_config.read_text())
    assert count == 1
    proxy_config.write_text(shorter)
    return proxy_config


def talk(port, head, *, each=b""):
    """All that comes back, and after how many seconds it ended."""
    began, heard = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", port), timeout=0.2) as client:
        client.sendall(f"{head} HTTP/1.1\r\nHost: {NAME}:{port}\r\n".encode())
        client.sendall(b"Content-Length: 1000\r\n\r\n" if each else b"\r\n")
        while time.monotonic() - began < patience(10):
            with suppress(TimeoutError):
                if not (part := _received(client)):
                    break
                heard += part
                if b"data: 3" in heard:
                    break
            with suppress(OSError):
                client.sendall(each)
    return heard, time.monotonic() - began


def _received(client):
    """What came; nothing once the other side closed, or reset what was still being sent."""
    try:
        return client.recv(4096)
    except ConnectionResetError:
        return b""


def test_a_body_that_trickles_is_cut_off_and_no_stream_is(site, impatient_config, tmp_path):
    with proxied(site, tmp_path, impatient_config) as front:
        stream, _seconds = talk(front, "GET /en/")
        _refused, seconds = talk(front, "POST /en/", each=b"x")

    assert b"data: 3" in stream
    assert seconds < 5
