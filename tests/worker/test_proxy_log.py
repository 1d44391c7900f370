"""Links that are keys, through the real proxy: its log tells which page it was and no key."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest
from django.urls import URLResolver, get_resolver
from django.utils import translation

from scripts.machine import free_port
from scripts.processes import wait_until
from tests.patience import patience
from tests.worker.proxies import NAME, log_of, proxied

pytestmark = pytest.mark.worker

CANARY = "canary9Zz_-" * 4
SECRETS = ("token", "key", "uidb36")  # as our addresses and those of allauth name them
DOOR = "?at=47.318187,1.143219"


def patterns_below(resolver, before=""):
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns_below(pattern, address)
        elif set(pattern.pattern.converters) & set(SECRETS) or "(?P<key>" in address:
            yield address


def secret_links():
    """Every address of both languages with a secret in it, as a visitor would ask for it."""
    for language in ("en", "fr"):
        with translation.override(language):
            for address in sorted(set(patterns_below(get_resolver()))):
                if "by/" not in address and "par/" not in address:  # keys of lists, all public
                    yield "/" + written(address)


def written(address):
    """Parameters are filled in, what only routes is taken out."""
    plain = address.replace("^(?=(?:s/)?emergency/)", "").replace("^(?=(?:s/)?urgence/)", "")
    plain = plain.replace(r"(?P<key>[-:\w]+)", CANARY).replace("(?P<key>.+)", CANARY)
    plain = plain.replace("(?P<uidb36>[0-9A-Za-z]+)", CANARY).replace("^", "").replace("$", "")
    parts = plain.split("<")
    return parts[0] + "".join(CANARY + part.partition(">")[2] for part in parts[1:])


class Leading(BaseHTTPRequestHandler):
    """A house that leads on to another secret address, and says it aloud in its headers."""

    def do_GET(self):
        self.send_response(302)
        self.send_header("Location", f"/en/s/trip/{CANARY}/")
        self.send_header("Set-Cookie", f"sessionid={CANARY}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Says nothing itself."""


class Unmoved(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(port, path):
    asked = Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{NAME}:{port}"})
    asked.add_header("Referer", f"https://{NAME}/en/s/pass/{CANARY}/")
    try:
        with build_opener(ProxyHandler({}), Unmoved()).open(asked, timeout=patience(20)) as answer:
            return answer.status
    except HTTPError as refused:
        with refused:
            return refused.code


def visits_in(folder):
    lines = [json.loads(line) for line in log_of(folder).splitlines() if line.startswith("{")]
    return [line["request"]["uri"] for line in lines if line["msg"] == "handled request"]


@pytest.fixture
def house():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Leading)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_log_of_the_proxy_holds_no_secret_of_a_link(house, proxy_config, tmp_path):
    links = [link + DOOR for link in secret_links()]
    assert len(links) > 60
    assert all(CANARY in link for link in links)

    with proxied(house, tmp_path, proxy_config) as front:
        answered = {ask(front, link) for link in links}
        assert wait_until(lambda: len(visits_in(tmp_path)) == len(links), within=patience(30))

    said = log_of(tmp_path)
    assert answered == {302}
    assert "canary" not in said
    assert "47.318" not in said
    assert {"/en/s/emergency", "/fr/s/urgence", "/en/account/password"} <= set(visits_in(tmp_path))


def test_the_log_of_a_failure_holds_none_either(proxy_config, tmp_path):
    with proxied(free_port(), tmp_path, proxy_config) as front:
        answered = ask(front, f"/en/s/emergency/{CANARY}/{DOOR}")
        assert wait_until(lambda: visits_in(tmp_path), within=patience(30))

    assert answered == 503
    assert '"logger":"http.log.access' in log_of(tmp_path)
    assert '"status":503' in log_of(tmp_path)
    assert "canary" not in log_of(tmp_path)
    assert "47.318" not in log_of(tmp_path)
