"""What visitors get from the real proxy while the site is closed, away, or sent too much."""

from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from scripts.machine import free_port
from tests.patience import patience
from tests.worker.proxies import NAME, proxied

pytestmark = pytest.mark.worker
LARGE = 30_000_000  # bytes


class Open(BaseHTTPRequestHandler):
    """A site that answers everything."""

    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"open")

    do_POST = do_GET  # noqa: N815, the name of its base class

    def log_message(self, *args):
        """Says nothing itself."""


def ask(port, path, *, data=None, **headers):
    asked = Request(f"http://127.0.0.1:{port}{path}", data, headers={"Host": f"{NAME}:{port}"})
    for name, value in headers.items():
        asked.add_header(name.replace("_", "-"), value)
    try:
        with build_opener(ProxyHandler({})).open(asked, timeout=patience(20)) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read().decode()


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Open)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def pages(tmp_path):
    """As `manage.py maintenance write` names them."""
    folder = tmp_path / "outage"
    (folder / "static" / "css").mkdir(parents=True)
    (folder / "static" / "css" / "site.css").write_text("body {}")
    for page in ("413", "503"):
        for language in ("en", "fr"):
            (folder / f"{page}.{language}.html").write_text(f"{page} {language}")
    return folder


def test_a_site_that_is_away_is_said_in_the_language_of_the_visitor(pages, proxy_config, tmp_path):
    with proxied(free_port(), tmp_path, proxy_config) as front:
        told = {
            (path, accepted): ask(front, path, Accept_Language=accepted)[2]
            for path, accepted in (
                ("/en/offers/", "fr"),
                ("/fr/offres/", "en-GB"),
                ("/en", "fr"),
                ("/entry", "en-GB,en;q=0.9,fr;q=0.8"),
                ("/", "de-DE,fr;q=0.8,en;q=0.5"),
                ("/", "de"),
            )
        }
        status, headers, _ = ask(front, "/en/offers/?place=Tours")
        posted = ask(front, "/en/me/", data=b"body=Gladly")
        sheet = ask(front, "/static/css/site.css")
        missing = ask(front, "/static/css/other.css")

    assert list(told.values()) == ["503 en", "503 fr", "503 en", "503 en", "503 fr", "503 fr"]
    assert status == 503
    assert headers["Retry-After"] == "300"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Content-Type"].startswith("text/html")
    assert (posted[0], posted[2]) == (503, "503 en")
    assert (sheet[0], sheet[2]) == (200, "body {}")
    assert missing[0] == 503


def test_a_site_is_closed_and_opened_while_it_runs(site, pages, proxy_config, tmp_path):
    with proxied(site, tmp_path, proxy_config) as front:
        before = ask(front, "/en/")
        (pages / "closed").touch()
        closed = ask(front, "/en/")
        (pages / "closed").unlink()
        after = ask(front, "/en/")

    assert [before[2], closed[2], after[2]] == ["open", "503 en", "open"]
    assert (closed[0], closed[1]["Retry-After"]) == (503, "300")


def test_what_is_too_large_is_refused_with_words(site, pages, proxy_config, tmp_path):
    with proxied(site, tmp_path, proxy_config) as front:
        connection = HTTPConnection("127.0.0.1", front, timeout=patience(20))
        connection.putrequest("POST", "/fr/moi/", skip_host=True)
        connection.putheader("Host", f"{NAME}:{front}")
        connection.putheader("Content-Length", str(LARGE))  # refused before anything comes
        connection.endheaders()
        answer = connection.getresponse()
        told = (answer.status, answer.read(), answer.headers["Retry-After"])
        connection.close()
        small = ask(front, "/fr/moi/", data=b"x" * 1000)

    assert told == (413, b"413 fr", None)
    assert small[:1] == (200,)


@pytest.mark.parametrize(("size", "status"), [(64 << 20, 200), (70_000_000, 413)])
def test_an_archive_may_be_larger_than_anything_else(
    site, pages, proxy_config, tmp_path, size, status
):
    with proxied(site, tmp_path, proxy_config) as front:
        connection = HTTPConnection("127.0.0.1", front, timeout=patience(20))
        connection.putrequest("POST", "/fr/moi/donnees/import/", skip_host=True)
        connection.putheader("Host", f"{NAME}:{front}")
        connection.putheader("Content-Length", str(size))
        connection.endheaders()
        if status == 200:
            connection.send(bytes(size))
        answer = connection.getresponse()
        connection.close()

    assert answer.status == status


def test_a_proxy_without_pages_still_says_that_the_site_is_away(proxy_config, tmp_path):
    with proxied(free_port(), tmp_path, proxy_config) as front:
        status, headers, _ = ask(front, "/en/")

    assert (status, headers["Retry-After"]) == (503, "300")
