"""Fills the database of a drill: `python -m drills.filling OFFERS AGREEMENTS MEBIBYTES`.

With offers it needs the settings of the demonstration, whose offers are copied (bench.settings).
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable
from itertools import batched, cycle, islice
from pathlib import Path
from typing import Final
from uuid import uuid4

import django
from django.db import models

MIB: Final = 1 << 20
FEW: Final = 40  # agreements made one by one; the others are copies of theirs
BATCH: Final = 1000


def fill(offers: int, agreements: int, mebibytes: int) -> None:
    """So many public offers, agreements, and photographs of a mebibyte each."""
    from django.core.management import call_command  # noqa: PLC0415  Django is set up first

    if offers:
        call_command("load_demo")
        call_command("grow_offers", offers)
    agree(agreements)
    add_media(mebibytes)


def agree(number: int) -> None:
    """Make some, then copy them with their requests; copies hold no night."""
    from bench.tools.fixtures import count_on  # noqa: PLC0415
    from commons.conversations.models import Thread  # noqa: PLC0415
    from hosting.requests.models.agreements import Agreement  # noqa: PLC0415
    from hosting.requests.models.requests import Request  # noqa: PLC0415
    from tests.factories.hosting import AgreementFactory  # noqa: PLC0415

    if not number:
        return
    count_on()
    patterns = AgreementFactory.create_batch(min(FEW, number))
    for some in batched(islice(cycle(patterns), number - len(patterns)), BATCH, strict=False):
        threads = Thread.objects.bulk_create(_copies([one.request.thread for one in some]))
        requests = _copies([one.request for one in some])
        for request, thread in zip(requests, threads, strict=True):
            request.thread, request.key = thread, uuid4()
        Request.objects.bulk_create(requests)
        copies = _copies(some)
        for copy, request in zip(copies, requests, strict=True):
            copy.request, copy.hold = request, None
        Agreement.objects.bulk_create(copies)


def _copies[Row: models.Model](rows: Iterable[Row]) -> list[Row]:
    """Unsaved rows with the same content; what must be unique is drawn anew."""
    made = []
    for row in rows:
        copy = type(row)()
        for field in row._meta.concrete_fields:
            fresh = field.unique and field.has_default()
            value = field.get_default() if fresh else getattr(row, field.attname)
            setattr(copy, field.attname, None if field.primary_key else value)
        made.append(copy)
    return made


def add_media(mebibytes: int) -> None:
    """Files that nothing compresses, as photographs are."""
    from django.conf import settings  # noqa: PLC0415

    for _ in range(mebibytes):
        name = secrets.token_hex(16)
        path = Path(settings.MEDIA_ROOT) / "photos" / name[:2] / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(secrets.token_bytes(MIB))


if __name__ == "__main__":
    django.setup()
    fill(*(int(word) for word in sys.argv[1:4]))
