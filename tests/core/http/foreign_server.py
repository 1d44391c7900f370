"""A server of strangers on this machine: each path misbehaves in its own way."""

import gzip
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class ForeignServer:
    """What was asked of it, and what it answers: path to (status, headers, body)."""

    def __init__(self):
        self.asked = []  # path and headers
        self.answers = {}
        self.pause = 0.0  # seconds before each byte of a body

    def answer(self, path, body=CALENDAR, status=200, **headers):
        """Answer this there from now on; a header's `_` stands for a hyphen."""
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Length": str(len(body))} | named, body)
        return f"{self.url}{path}"


def handler_of(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            server.asked.append((self.path, dict(self.headers)))
            status, headers, body = server.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                if value != "None":
                    self.send_header(name, value)
            self.end_headers()
            parts = (bytes([byte]) for byte in body) if server.pause else [body]
            for part in parts:
                time.sleep(server.pause)
                self.wfile.write(part)
            self.close_connection = True

        do_POST = do_GET  # noqa: N815 - names of the base class

        def handle(self):
            with suppress(ConnectionError):  # whoever asked waited no longer
                super().handle()

        def log_message(self, *args):
            """Tests read `asked`."""

    return Handler


@contextmanager
def running():
    """A server that answers on this machine, until the test is over."""
    foreign = ForeignServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(foreign))
    server.daemon_threads = True
    foreign.port = server.server_port
    foreign.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield foreign
    finally:
        server.shutdown()
        server.server_close()


def bomb(size):
    """So many zeros, packed."""
    return gzip.compress(b"\0" * size)
