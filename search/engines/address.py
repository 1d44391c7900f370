"""Where a search server stands, read from one URL without asking it anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES: Final = {"elasticsearch": False, "elasticsearchs": True}
OPTIONS: Final = {"ca", "api_key", "timeout", "tls"}
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
PORT: Final = 9200
PREFIX: Final = "hirondelle"
SECONDS: Final = 1.0  # to answer a reader; then somebody else may, and the page comes within two
LONGEST_WAIT: Final = 60.0
SWITCH: Final = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Address:
    """One server, who we are there, and the beginning of the names of our indices."""

    url: str
    prefix: str = PREFIX
    login: tuple[str, str] | None = None
    api_key: str = ""
    ca: str = ""
    timeout: float = SECONDS

    def __repr__(self) -> str:
        return f"Address({self.url}, {self.prefix})"  # never a secret


def read_address(text: str) -> Address:
    """`elasticsearch://user:pass@host:9200/prefix?ca=&api_key=&timeout=&tls=`, percent-encoded.

    `elasticsearchs:` is the same over TLS, and so is any with a `ca`. Raises ImproperlyConfigured
    with what is wrong.
    """
    parts = _split(text)
    options = _options(parts)
    tls = _tls(parts.scheme, options)
    _require(tls or "ca" not in options, "ca is for TLS, and tls=0 is without")
    prefix = unquote(parts.path.strip("/")) or PREFIX
    _require(bool(NAME.fullmatch(prefix)), f"{prefix!r} is no beginning of an index name")
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    _require(not (login and "api_key" in options), "give a login or an api_key, not both")
    return Address(
        url=f"{'https' if tls else 'http'}://{_host(parts)}:{_port(parts)}",
        prefix=prefix,
        login=login,
        api_key=options.get("api_key", ""),
        ca=_ca(options),
        timeout=_timeout(options),
    )


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise ImproperlyConfigured(f"SEARCH_URL can't be read: {why}.")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"SEARCH_URL can't be read: {error}.") from error
    _require(parts.scheme in SCHEMES, f"{parts.scheme!r} is none of {', '.join(SCHEMES)}")
    _require(bool(parts.hostname), "it names no host")
    _require(not parts.fragment, "a # has to be written %23")
    return parts


def _options(parts: SplitResult) -> dict[str, str]:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    options = dict(pairs)
    unknown = sorted(options.keys() - OPTIONS)
    _require(not unknown, f"{', '.join(unknown)} is none of {', '.join(sorted(OPTIONS))}")
    _require(len(options) == len(pairs), "an option stands there twice")
    _require(all(options.values()), "an option has no value")
    return options


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORT
    except ValueError as error:
        raise ImproperlyConfigured("SEARCH_URL can't be read: its port is no port.") from error


def _tls(scheme: str, options: dict[str, str]) -> bool:
    value = options.get("tls", str(int(SCHEMES[scheme] or "ca" in options)))
    _require(value in SWITCH, "tls is 1 or 0")
    _require(SWITCH[value] or not SCHEMES[scheme], "elasticsearchs:// is always over TLS")
    return SWITCH[value]


def _timeout(options: dict[str, str]) -> float:
    value = options.get("timeout", str(SECONDS))
    fits = bool(re.fullmatch(r"\d{1,3}(\.\d{1,3})?", value)) and 0 < float(value) <= LONGEST_WAIT
    _require(fits, f"timeout is a number of seconds, at most {LONGEST_WAIT:.0f}")
    return float(value)


def _ca(options: dict[str, str]) -> str:
    path = options.get("ca", "")
    _require(not path or Path(path).is_file(), f"there is no file {path}")
    return path
