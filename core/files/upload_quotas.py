"""What one person may send in files: how many, how heavy, and how long they take to check."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from core.files.bounded_process import processor_seconds
from core.permissions import Account, System
from core.quotas.checks import has_room, require_quota

MEGABYTE: Final = 1_000_000
UPLOAD_QUOTAS: Final = ("uploads", "uploaded_megabytes", "conversion_seconds")

type Sender = Account | Literal[System.SYSTEM] | str


@contextmanager
def counted_upload(by: Sender, size: int) -> Iterator[None]:
    """Around the work on one file of `size` bytes. Raises QuotaExceededError before it begins.

    Seconds of a processor are known afterwards: those above the first one are counted then, until
    the quota is used up. This file is kept, the next one refused.
    """
    require_quota("uploads", by)
    require_quota("uploaded_megabytes", by, number=round(size / MEGABYTE))
    require_quota("conversion_seconds", by)
    with processor_seconds() as spent:
        try:
            yield
        finally:
            _count_seconds(by, math.ceil(sum(spent)) - 1)


def _count_seconds(by: Sender, number: int) -> None:
    for _second in range(number):
        if not has_room("conversion_seconds", by):
            return
