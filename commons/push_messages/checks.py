"""System check: the key of push messages can be used."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from commons.push_messages.web_push import server_key


@register()
def check_push_key(**_options: Any) -> list[CheckMessage]:
    """E001: there is one, and it isn't the private key of a curve."""
    if not settings.PUSH_MESSAGES_KEY or server_key() is not None:
        return []
    return [
        Error(
            "PUSH_MESSAGES_KEY is no private key: no browser gets notifications.",
            hint="Make one with `manage.py make_push_key`, and write it there as it is.",
            id="push_messages.E001",
        )
    ]
