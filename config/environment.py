"""Reading the environment where a plain word isn't enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.core.exceptions import ImproperlyConfigured

MAIL_PORTS: Final = {"tls": 465, "starttls": 587, "none": 25}
RENAMED: Final = {"EMAIL_TLS": "EMAIL_SECURITY, which is tls, starttls or none"}


def one_of(known: Iterable[str], name: str, value: str) -> str:
    """The value, or ImproperlyConfigured with the name of the setting and what it may be."""
    choices = list(known)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: it takes {', '.join(choices)}.")
    return value


def refuse_old_names(environment: Mapping[str, str]) -> None:
    """A setting that nobody reads any more would be missed in silence: ImproperlyConfigured."""
    for old, new in RENAMED.items():
        if old in environment:
            raise ImproperlyConfigured(f"{old} isn’t read any more: set {new}.")
