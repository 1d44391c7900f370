"""Reading a ZIP file of photographs: only those whose names were asked for come out of it.

The file is a stranger's: `read_here` runs in a process of its own (`core.files.bounded_process`).
"""

from __future__ import annotations

import json
import lzma
import re
import stat
import struct
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.files.bounded_process import Answer, Task, run
from hosting.network_imports.errors import (
    LinkInZipError,
    NotAZipError,
    TableQueueError,
    TableTooDemandingError,
    TooManyFilesInZipError,
    UnsafeNameInZipError,
    ZipDamagedError,
    ZipTooHeavyError,
)

MIB: Final = 1 << 20
MEGABYTE: Final = 1_000_000
LARGEST: Final = 28_000_000  # as it is sent, and once unpacked; docker/Caddyfile lets it pass
HEAVIEST: Final = 20 * MIB  # one photograph
MOST_FILES: Final = 3_000
LONGEST_KEY: Final = 130  # characters, as `ImportedPhoto.name` holds them
LENGTH: Final = 8  # bytes that say how long the index is
LONGEST_INDEX: Final = 2 * MIB
ENCRYPTED: Final = 1  # bit of the flags of an entry
BY_SYSTEMS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
UNSAFE: Final = re.compile(r"[\\:\x00-\x1f\x7f]")
BROKEN: Final = (  # what the standard library raises over bytes that aren't a ZIP file
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
TASK: Final = Task(
    function="hosting.network_imports.photo_archive:read_here",
    refusals=(
        NotAZipError,
        UnsafeNameInZipError,
        LinkInZipError,
        ZipTooHeavyError,
        TooManyFilesInZipError,
        ZipDamagedError,
    ),
    queue_too_long=TableQueueError,
    too_demanding=TableTooDemandingError,
    output=LARGEST + LONGEST_INDEX,
)


def read_photos(file: IO[bytes], wanted: Collection[str]) -> tuple[dict[str, bytes], int]:
    """The files that are wanted, by `photo_key`, and how many others there are.

    Raises ZipTooHeavyError and the refusals of TASK.
    """
    file.seek(0, 2)
    if file.tell() > LARGEST:
        raise ZipTooHeavyError(limit=LARGEST // MEGABYTE)
    file.seek(0)
    content = run(TASK, json.dumps(sorted(wanted)).encode() + b"\n" + file.read()).content
    end = LENGTH + int.from_bytes(content[:LENGTH])
    index = json.loads(content[LENGTH:end])
    photos = {}
    for name, size in index["files"]:
        photos[name] = content[end : end + size]
        end += size
    return photos, index["others"]


def read_here(content: bytes) -> Answer:
    """In the child: wanted names as JSON in the first line, then the file."""
    line, _end, data = content.partition(b"\n")
    photos, others = unpack(data, frozenset(json.loads(line)))
    sizes = [(name, len(photo)) for name, photo in photos.items()]
    index = json.dumps({"files": sizes, "others": others}).encode()
    return Answer("photos", b"".join((len(index).to_bytes(LENGTH), index, *photos.values())))


def unpack(data: bytes, wanted: Collection[str]) -> tuple[dict[str, bytes], int]:
    """Names, kinds and sizes of all entries are checked before any of them is opened."""
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as failure:
        raise NotAZipError from failure
    with archive:
        if len(archive.infolist()) > MOST_FILES:
            raise TooManyFilesInZipError(most=MOST_FILES)
        entries = list(_checked(archive.infolist()))
        found = {photo_key(entry.filename): entry for entry in entries}
        chosen = {key: entry for key, entry in found.items() if key in wanted}
        try:
            photos = {key: _read(archive, entry) for key, entry in chosen.items()}
        except BROKEN as failure:
            raise ZipDamagedError from failure
    return photos, len(entries) - len(photos)


def photo_key(name: str) -> str:
    """By which a file and the cell that names it meet: without folders, in small letters.

    `ß` becomes two letters, so a name may grow longer than its column.
    """
    return name.rpartition("/")[2].strip().casefold()[:LONGEST_KEY]


def _checked(entries: Collection[ZipInfo]) -> Iterator[ZipInfo]:
    """Regular files, without those that operating systems add."""
    total = 0
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise LinkInZipError
        path = entry.orig_filename.removesuffix("/")
        if {"", ".", ".."} & {*path.split("/")} or UNSAFE.search(path):
            raise UnsafeNameInZipError
        total += entry.file_size
        if total > LARGEST or entry.file_size > HEAVIEST:
            raise ZipTooHeavyError(limit=LARGEST // MEGABYTE)
        is_packed_otherwise = entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
        if entry.flag_bits & ENCRYPTED or is_packed_otherwise:
            raise ZipDamagedError
        if not entry.is_dir() and not any(part in path for part in BY_SYSTEMS):
            yield entry


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Never more than the entry declares: the sum of these was checked before."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ZipDamagedError
    return content
