"""The street map through the real proxy: in parts from its file, or from the site without one."""

import http.client
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.patience import patience
from tests.worker.proxies import NAME, proxied

pytestmark = pytest.mark.worker

WORDS = b"0123456789"
ADDRESS = "/geography/streets.pmtiles?v=1"


class Site(BaseHTTPRequestHandler):
    """Answers with a word of its own, so that a test sees who answered."""

    def do_GET(self):
        self.send_response(404)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"site")

    def log_message(self, *args):
        """Says nothing itself."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def ask(port, address=ADDRESS, **headers):
    """Status, headers and content."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience(20))
    connection.request("GET", address, headers={"Host": f"{NAME}:{port}", **names})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def test_the_proxy_hands_out_the_street_map_in_parts(site, proxy_config, tmp_path):
    path = tmp_path / "streets of here.pmtiles"
    path.write_bytes(WORDS)

    with proxied(site, tmp_path, proxy_config, GEOGRAPHY_STREET_MAP=str(path)) as front:
        status, headers, part = ask(front, Range="bytes=2-4", Accept_Encoding="gzip")
        beyond = ask(front, Range="bytes=10-")
        same = ask(front, Range="bytes=2-4", If_Range=headers["ETag"])
        stale = ask(front, Range="bytes=2-4", If_Range='"old"')
        unversioned = ask(front, "/geography/streets.pmtiles", Range="bytes=2-4")

    assert (status, part, headers["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Type"] == "application/vnd.pmtiles"
    assert headers["Content-Encoding"] is None
    assert (beyond[0], beyond[1]["Content-Range"]) == (416, "bytes */10")
    assert (same[0], same[2]) == (206, b"234")
    assert (stale[0], stale[2]) == (200, WORDS)
    assert (unversioned[0], unversioned[2]) == (404, b"site")


@pytest.mark.parametrize("setting", [{}, {"GEOGRAPHY_STREET_MAP": "/nowhere/streets.pmtiles"}])
def test_without_a_street_map_the_proxy_asks_the_site(site, proxy_config, tmp_path, setting):
    with proxied(site, tmp_path, proxy_config, **setting) as front:
        status, headers, content = ask(front, Range="bytes=2-4")

    assert (status, content, headers["Cache-Control"]) == (404, b"site", None)
