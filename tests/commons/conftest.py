"""Mail servers in a bad mood."""

import socket

import pytest


@pytest.fixture
def broken_mail_server(settings):
    """Nobody listens where the mail server should be. `repair()` brings it back."""
    working = settings.MAILERS
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}

    def repair():
        settings.MAILERS = working

    return repair
