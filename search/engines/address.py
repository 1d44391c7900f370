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
    is_secure = SCHEMES[parts.scheme]
    switch = options.get("tls", str(int(is_secure or "ca" in options)))
    _require(switch in SWITCH, "tls must be 1 or 0")
    tls = SWITCH[switch]
    _require(tls or not is_secure, "elasticsearchs:// always uses TLS")
    _require(tls or "ca" not in options, "ca can’t be used with tls=0")
    prefix = unquote(parts.path.strip("/")) or PREFIX
    _require(bool(NAME.fullmatch(prefix)), f"{prefix!r} isn’t a valid index prefix")
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    _require(not (login and "api_key" in options), "give a login or an api_key, not both")
    host = parts.hostname or ""
    try:
        port = parts.port or PORT
    except ValueError as error:
        raise ImproperlyConfigured("SEARCH_URL can’t be read: the port isn’t valid.") from error
    ca = options.get("ca", "")
    _require(not ca or Path(ca).is_file(), f"the file {ca} doesn’t exist")
    wait = options.get("timeout", str(SECONDS))
    fits = bool(re.fullmatch(r"\d{1,3}(\.\d{1,3})?", wait)) and 0 < float(wait) <= LONGEST_WAIT
    _require(fits, f"timeout must be a number of seconds, up to {LONGEST_WAIT:.0f}")
    return Address(
        url=f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}",
        prefix=prefix,
        login=login,
        api_key=options.get("api_key", ""),
        ca=ca,
        timeout=float(wait),
    )


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise ImproperlyConfigured(f"SEARCH_URL can’t be read: {why}.")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"SEARCH_URL can’t be read: {error}.") from error
    _require(parts.scheme in SCHEMES, f"{parts.scheme!r} isn’t one of {', '.join(SCHEMES)}")
    _require(bool(parts.hostname), "it has no host")
    _require(not parts.fragment, "write # as %23")
    return parts


def _options(parts: SplitResult) -> dict[str, str]:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    options = dict(pairs)
    unknown = sorted(options.keys() - OPTIONS)
    _require(not unknown, f"{', '.join(unknown)} isn’t one of {', '.join(sorted(OPTIONS))}")
    _require(len(options) == len(pairs), "an option appears twice")
    _require(all(options.values()), "an option has no value")
    return options
