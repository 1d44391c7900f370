"""Whatever opens connections is refused wherever it is imported, but for exemptions by name."""

import pytest

from scripts import check_http_modules
from scripts.check_http_modules import EXEMPT, main, refused_imports
from scripts.machine import ROOT


@pytest.fixture
def source(monkeypatch, tmp_path):
    """Write these lines as a module and list what is refused in it."""

    def write(line, name="hosting/offers/actions.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(line)
        return [module for _place, _line, module in refused_imports(path)]

    monkeypatch.setattr(check_http_modules, "ROOT", tmp_path)
    return write


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("import httpx", "httpx"),
        ("import urllib.request", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        pytest.param(
            "from urllib.request import urlopen", "urllib.request.urlopen", id="from-urllib"
        ),
        ("from http import client", "http.client"),
        ("import socket as s", "socket"),
        ("import requests", "requests"),
        pytest.param("def f():\n    import aiohttp", "aiohttp", id="in-a-function"),
        pytest.param("import_module('socket')", "socket", id="by-name"),
        pytest.param("importlib.import_module('httpx')", "httpx", id="by-name-of"),
        pytest.param("await asyncio.open_connection('x', 1)", "open_connection", id="call"),
        pytest.param("import elasticsearch.dsl", "elasticsearch.dsl", id="elasticsearch"),
        ("import smtplib", "smtplib"),
        ("import boto3", "boto3"),
    ],
)
def test_refused(source, line, module):
    assert source(line) == [module]


@pytest.mark.parametrize(
    "line",
    [
        *("import urllib.parse", "from http import HTTPStatus", "from core.http import client"),
        *("from django.core.mail import send_mail", "request = 1", "import httpx_like"),
    ],
)
def test_let_be(source, line):
    assert source(line) == []


@pytest.mark.parametrize(
    ("name", "line", "refused"),
    [
        ("core/http/client.py", "import httpx", False),
        ("core/http/client.py", "import requests", True),
        ("core/http/client.pyx/a.py", "import httpx", True),
        ("search/engines/a.py", "import elasticsearch", False),
        ("search/engines/a.py", "import httpx", True),
        ("commons/mail/smtp.py", "import smtplib", False),
        ("config/buckets.py", "import botocore", False),
        ("scripts/a.py", "import socket", False),
    ],
)
def test_exempt(source, name, line, refused):
    assert bool(source(line, name)) is refused


def test_each_exemption_has_a_reason_and_is_there():
    assert all(reason and (ROOT / path).exists() for path, _modules, reason in EXEMPT)


def test_our_own_source_opens_none():
    assert main() == 0
