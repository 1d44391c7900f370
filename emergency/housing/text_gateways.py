"""The port to a gateway for text messages: who has no e-mail is told by telephone."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from emergency.housing.errors.texts import NoGatewayError


class TextGateway(Protocol):
    """The contract of an adapter. It keeps nothing, and answers within some seconds.

    Whatever it raises is tried again; NumberRefusedError is not.
    """

    def send(self, *, number: str, words: str, key: str) -> None:
        """Hand it over. The same `key` may come twice, and is sent once."""


class NoGateway:
    """Where none is connected, no number leaves the site."""

    def send(self, *, number: str, words: str, key: str) -> None:
        raise NoGatewayError


def is_gateway_ready() -> bool:
    return bool(settings.EMERGENCY_TEXTS)


def text_gateway() -> TextGateway:
    """The adapter that the settings name, or the one that refuses."""
    if not is_gateway_ready():
        return NoGateway()
    return cast("TextGateway", import_string(settings.EMERGENCY_TEXTS)())
