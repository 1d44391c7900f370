"""Reading the environment where a plain word isn't enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping
from phonenumbers import SUPPORTED_REGIONS

MAIL_PORTS: Final = {"tls": 465, "starttls": 587, "none": 25}
RENAMED: Final = {"EMAIL_TLS": "EMAIL_SECURITY, which is tls, starttls or none"}


class SecretFiles(FileAwareMapping):
    """The environment, in which `NAME_FILE` is the path of a file that holds `NAME`.

    One newline at its end isn't part of it: editors write it.
    """

    def __getitem__(self, key: str) -> str:
        """Raises ImproperlyConfigured for a file that can't be read."""
        path = self.env.get(f"{key}_FILE")
        try:
            value = str(super().__getitem__(key))
        except OSError as error:
            raise ImproperlyConfigured(f"{key}_FILE: {path} can’t be read: {error}.") from error
        return value.removesuffix("\n") if path else value


class Environment(environ.Env):
    """Settings from the environment, each also from a file."""

    ENVIRON = SecretFiles()


def one_of(known: Iterable[str], name: str, value: str) -> str:
    """The value, or ImproperlyConfigured with the name of the setting and what it may be."""
    choices = list(known)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Use one of: {', '.join(choices)}.")
    return value


def phone_countries(name: str, codes: Iterable[str]) -> list[str]:
    """ISO codes in capitals. ImproperlyConfigured for one under which there are no numbers."""
    given = [code.strip().upper() for code in codes]
    if unknown := set(given) - SUPPORTED_REGIONS:
        raise ImproperlyConfigured(
            f"{name}: no telephone numbers of {', '.join(sorted(unknown))}. Use codes as FR or BE."
        )
    return given


def session_limits(statement_seconds: int) -> str:
    """The words by which each connection to PostgreSQL ends what would hold others up.

    A lock that isn't had after 5 seconds, a statement after so many (0 for no end), and a
    transaction in which nothing is asked for a minute.
    """
    limits = {
        "lock_timeout": "5s",
        "statement_timeout": f"{statement_seconds}s",
        "idle_in_transaction_session_timeout": "60s",
    }
    return " ".join(f"-c {name}={limit}" for name, limit in limits.items())


def refuse_old_names(environment: Mapping[str, str]) -> None:
    """A setting that nobody reads any more would be missed in silence: ImproperlyConfigured."""
    for old, new in RENAMED.items():
        if old in environment:
            raise ImproperlyConfigured(f"{old} is no longer used. Set {new} instead.")
