"""Files in a bucket. Imported only where MEDIA_STORAGE names one: its client weighs 20 MiB."""

from __future__ import annotations

from typing import Any

from botocore.config import Config
from django.conf import settings
from storages.backends.s3 import S3Storage

SECONDS = 20  # for an answer; a photograph of 20 MiB takes some


def client_config() -> Config:
    """Paths instead of host names, and sums only where they are asked for: all stores do that."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=5,
        read_timeout=SECONDS,
        retries={"max_attempts": 3},
    )


class PublicObjects(S3Storage):
    """Photographs. Their addresses stay our own: no visitor's browser ever asks the store."""

    def __init__(self, **options: Any) -> None:
        super().__init__(file_overwrite=False, client_config=client_config(), **options)

    def url(self, name: str, *args: Any, **options: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"


class PrivateObjects(PublicObjects):
    """What only members read: a view hands it out, and there is no address."""

    def url(self, name: str, *args: Any, **options: Any) -> str:
        raise ValueError("A private file is handed out by a view.")
