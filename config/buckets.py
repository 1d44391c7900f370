"""Where an object store stands, read from one URL without asking it anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEME: Final = "s3"
OPTIONS: Final = {"region", "tls"}
NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")  # as S3 names its buckets
SWITCH: Final = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket of a store that speaks S3, and who we are there."""

    endpoint: str
    name: str
    key: str
    secret: str
    region: str = ""

    def __repr__(self) -> str:
        return f"Bucket({self.endpoint}/{self.name})"  # never a secret

    def storages(self) -> dict[str, dict[str, Any]]:
        """Entries of Django's STORAGES: what everybody sees, and what only views hand out."""
        return {
            "default": self._storage("PublicObjects", "media"),
            "private": self._storage("PrivateObjects", "private"),
        }

    def _storage(self, kind: str, folder: str) -> dict[str, Any]:
        options = {
            "endpoint_url": self.endpoint,
            "bucket_name": self.name,
            "access_key": self.key,
            "secret_key": self.secret,
            "region_name": self.region or None,
            "location": folder,
        }
        return {"BACKEND": f"config.object_storage.{kind}", "OPTIONS": options}


def read_bucket(text: str) -> Bucket:
    """`s3://key:secret@host:port/bucket?region=&tls=`, percent-encoded; over TLS unless `tls=0`.

    Raises ImproperlyConfigured with what is wrong.
    """
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"MEDIA_STORAGE can’t be read: {error}.") from error
    _require(parts.scheme == SCHEME, f"{parts.scheme!r} isn’t {SCHEME}")
    _require(bool(parts.hostname), "it has no host")
    _require(bool(parts.username and parts.password), "it needs a key and a secret")
    _require(not parts.fragment, "write # as %23")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(options.keys() - OPTIONS)
    _require(
        not unknown, f"unknown option {', '.join(unknown)}; use {' or '.join(sorted(OPTIONS))}"
    )
    name = unquote(parts.path.strip("/"))
    _require(bool(NAME.fullmatch(name)), f"{name!r} isn’t a valid bucket name")
    host = parts.hostname or ""
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("MEDIA_STORAGE can’t be read: the port isn’t valid.") from error
    host = f"[{host}]" if ":" in host else host
    value = options.get("tls", "1")
    _require(value in SWITCH, "tls must be 1 or 0")
    return Bucket(
        endpoint=f"{'https' if SWITCH[value] else 'http'}://{(f'{host}:{port}' if port else host)}",
        name=name,
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
        region=options.get("region", ""),
    )


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise ImproperlyConfigured(f"MEDIA_STORAGE can’t be read: {why}.")
