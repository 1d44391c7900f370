"""A site with a key, and a push service on this machine."""

import pytest

from core.http import client
from tests.commons.push_messages.push_service import HOST, running
from tests.factories.push_messages import KEY


@pytest.fixture
def push_key(settings):
    settings.PUSH_MESSAGES_KEY = KEY


@pytest.fixture
def service(settings, monkeypatch, push_key):
    """It is reached as any other, over TLS; the guard lets tests reach this very host."""
    settings.HTTP_CLIENT_ALLOWED_HOSTS = [HOST]
    settings.PUSH_MESSAGES_HOSTS = [HOST]
    with running() as started:
        monkeypatch.setattr(client, "tls_context", lambda: started.trusting)
        yield started
