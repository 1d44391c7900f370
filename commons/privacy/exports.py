"""An archive of records and files as a bag (RFC 8493)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.privacy.archive_format import FORMAT, OWNER, SOURCE, VERSION
from commons.privacy.registries.archive_files import ArchiveFile
from core.files.bagit import BagWriter
from core.http.file_responses import ChunkedFileResponse


def write_archive(
    out: IO[bytes],
    *,
    owner: str,
    records: Mapping[str, Any],
    files: Iterable[ArchiveFile] = (),
    at: datetime,
) -> None:
    """JSON Lines for each kind of record, then the files; `owner` is a public id or a reference.

    Texts for people are in the language that is active.
    """
    bag = BagWriter(out, f"hirondelle-{owner}-{at:%Y-%m-%d}", at=at)
    bag.add("README.txt", [readme(at).encode()])
    for name, rows in tables_of(records):
        bag.add(f"records/{name}.jsonl", (json_line(row) for row in rows))
    for file in files:
        bag.add(file.path, file.chunks)
    bag.close(
        {
            SOURCE: urlsplit(settings.BASE_URL).netloc,
            "Bag-Software-Agent": "Hirondelle",
            "External-Description": _("Everything that we hold about one person"),
            OWNER: owner,
            FORMAT: VERSION,
        }
    )


def archive_response(
    *, owner: str, records: Mapping[str, Any], files: Iterable[ArchiveFile] = ()
) -> ChunkedFileResponse:
    """An archive made at once, for whoever has no account: what they have here is little."""
    out = TemporaryFile()  # noqa: SIM115  the response closes it
    write_archive(out, owner=owner, records=records, files=files, at=timezone.now())
    out.seek(0)
    answer = ChunkedFileResponse(
        out,
        as_attachment=True,
        filename=f"hirondelle-{owner}.zip",
        content_type="application/zip",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def tables_of(records: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """A table for each list, `part/list`, and one row for what is left of a part."""
    for part, found in records.items():
        if isinstance(found, list):
            yield part, found
            continue
        lists = {name: rows for name, rows in found.items() if is_table(rows)}
        rest = {name: value for name, value in found.items() if name not in lists}
        for name, rows in lists.items():
            yield f"{part}/{name}", rows
        if rest:
            yield part, [rest]


def is_table(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def json_line(row: Any) -> bytes:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"


def readme(at: datetime) -> str:
    """What is where, for people."""
    lines = (
        _("This archive contains everything about you on %(site)s, as of %(day)s.")
        % {"site": settings.BASE_URL, "day": f"{at:%Y-%m-%d}"},
        "",
        _("records: one file for each kind of record, one record per line (JSON Lines)."),
        _("photos: your photos, without the place where they were taken."),
        _("calendars: your agreements and trips (iCalendar)."),
        _("trips: your trips, to import again, and their routes (GPX)."),
        _("stories: your stories, to read (HTML, Markdown) and to import again (JSON)."),
        _("documents and sounds: files that you added to trips and stories."),
        "",
        _(
            "The manifests list a checksum (SHA-256) for each file, in the BagIt format "
            "(RFC 8493). What other people wrote about themselves isn’t included."
        ),
    )
    return "\n".join(lines) + "\n"
