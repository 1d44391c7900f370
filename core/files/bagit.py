"""Bags (RFC 8493): files with their SHA-256 sums, in one ZIP archive.

Written as a stream, one file after the other; read with suspicion, before anything is kept of it.
Reading belongs into a process of its own: see `core.files.bag_uploads`.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MIB: Final = 1 << 20
CHUNK: Final = 1 << 16
VERSION: Final = "1.0"
DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
PAYLOAD: Final = "data/"
LARGEST: Final = 64 * MIB  # as it is sent, and once unpacked; docker/Caddyfile lets it pass
PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
MANIFEST_LINE: Final = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
PACKED: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".pdf", ".mp3", ".m4a", ".ogg"}
)
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


class NotABagError(DomainError):
    message = _(
        "This isn’t an archive from a Hirondelle site. Choose the .zip file that you "
        "downloaded from “My data”."
    )


class UnsafeNameError(DomainError):
    message = _(
        "This archive contains file names that lead outside it, so we didn’t open it. "
        "Download your archive again."
    )


class LinkInBagError(DomainError):
    message = _(
        "This archive contains links in place of files, so we didn’t open it. "
        "Download your archive again."
    )


class BagTooLargeError(DomainError):
    message = _(
        "This archive is too large: it can be up to %(limit)s MB, before and after unpacking. "
        "Contact us, and we’ll help you."
    )


class TooManyFilesError(DomainError):
    message = _(
        "This archive has too many files: it may have up to %(most)s. "
        "Contact us, and we’ll help you."
    )


class BagDamagedError(DomainError):
    message = _(
        "This archive is incomplete or has been changed since it was made. Download it again."
    )


class BagVersionError(DomainError):
    message = _(
        "We can’t read this version of an archive. Go back to the site this archive comes from and "
        "download a new one."
    )


@dataclass(frozen=True, slots=True)
class BagLimits:
    """What is opened at all: so many files, so many bytes unpacked."""

    files: int = 5_000
    octets: int = LARGEST


@dataclass(frozen=True, slots=True)
class Bag:
    """`info` is what `bag-info.txt` says; `files` are the payload by path, without `data/`."""

    info: Mapping[str, str]
    files: Mapping[str, bytes]


class BagWriter:
    """Writes a bag into a file that is open for writing; `folder` is its base directory.

    Holds no more of a file than a chunk. `close` writes the manifests; without it there is no bag.
    """

    def __init__(self, out: IO[bytes], folder: str, *, at: datetime) -> None:
        self._zip = ZipFile(out, "w")
        self._folder = folder
        self._moment = at
        self._sums: dict[str, str] = {}
        self._octets = 0

    def add(self, path: str, chunks: Iterable[bytes]) -> None:
        """One file of the payload. Raises ValueError for a path that isn't plain or comes twice."""
        name = f"{PAYLOAD}{path}"
        if not PLAIN_NAME.fullmatch(path) or name in self._sums:
            raise ValueError(path)
        self._sums[name], octets = self._write(name, chunks)
        self._octets += octets

    def close(self, info: Mapping[str, str]) -> None:
        """Declaration, metadata and manifests; Payload-Oxum and Bagging-Date are added."""
        lines = {
            **info,
            "Bagging-Date": self._moment.date().isoformat(),
            "Payload-Oxum": f"{self._octets}.{len(self._sums)}",
        }
        tags = {
            DECLARATION: f"BagIt-Version: {VERSION}\nTag-File-Character-Encoding: UTF-8\n",
            INFO: "".join(f"{label}: {' '.join(text.split())}\n" for label, text in lines.items()),
            MANIFEST: _manifest(self._sums),
        }
        sums = {name: self._write(name, [text.encode()])[0] for name, text in tags.items()}
        self._write(TAG_MANIFEST, [_manifest(sums).encode()])
        self._zip.close()

    def _write(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Returns SHA-256 and number of bytes."""
        entry = ZipInfo(f"{self._folder}/{name}", self._moment.timetuple()[:6])
        entry.external_attr = (stat.S_IFREG | 0o600) << 16
        packed = PurePosixPath(name).suffix.lower() in PACKED
        entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
        digest, octets = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as file:
            for chunk in chunks:
                digest.update(chunk)
                octets += len(chunk)
                file.write(chunk)
        return digest.hexdigest(), octets


def read_bag(content: bytes, limits: BagLimits | None = None) -> Bag:
    """A bag whose names, sizes and sums were all checked; nothing is written anywhere.

    Raises NotABagError, UnsafeNameError, LinkInBagError, BagTooLargeError, TooManyFilesError,
    BagVersionError, BagDamagedError.
    """
    limits = limits or BagLimits()
    try:
        archive = ZipFile(BytesIO(content))
    except BROKEN as failure:
        raise NotABagError from failure
    with archive:
        entries = archive.infolist()
        if len(entries) > limits.files:
            raise TooManyFilesError(most=limits.files)
        names = dict(_checked_names(entries))
        if sum(entry.file_size for entry in entries) > limits.octets:
            raise BagTooLargeError(limit=limits.octets // MIB)
        try:
            files = {name: _read(archive, entry) for name, entry in names.items()}
        except BROKEN as failure:
            raise BagDamagedError from failure
    return _verified(files)


def _checked_names(entries: Iterable[ZipInfo]) -> Iterator[tuple[str, ZipInfo]]:
    """Each regular file by its path below the one base directory."""
    folders, seen = set(), set()
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or (
            kind == stat.S_IFDIR and not entry.is_dir()
        ):
            raise LinkInBagError
        path = entry.orig_filename.removesuffix("/")
        parts = path.split("/")
        if {"", ".", ".."} & {*parts} or re.search(r"[\\:\x00-\x1f\x7f]", path) or path in seen:
            raise UnsafeNameError
        seen.add(path)
        folders.add(parts[0])
        if entry.is_dir():
            continue
        if len(parts) == 1 or entry.flag_bits & 1:  # no base directory, or encrypted
            raise NotABagError
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise NotABagError
        yield "/".join(parts[1:]), entry
    if len(folders) != 1:
        raise NotABagError


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Never more than the entry declares: the sum of these was checked before."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise BagDamagedError
    return content


def _verified(files: Mapping[str, bytes]) -> Bag:
    declaration = _labels(files.get(DECLARATION, b""))
    if "BagIt-Version" not in declaration:
        raise NotABagError
    if declaration["BagIt-Version"] != VERSION:
        raise BagVersionError
    payload = {name: content for name, content in files.items() if name.startswith(PAYLOAD)}
    tags = {name: content for name, content in files.items() if name not in payload}
    del tags[DECLARATION]
    listed = tags.pop(TAG_MANIFEST, None)
    if listed is None or MANIFEST not in tags or INFO not in tags:
        raise BagDamagedError
    _require_sums({**tags, DECLARATION: files[DECLARATION]}, listed)
    _require_sums(payload, files[MANIFEST])
    info = _labels(files[INFO])
    octets = sum(map(len, payload.values()))
    if info.get("Payload-Oxum", f"{octets}.{len(payload)}") != f"{octets}.{len(payload)}":
        raise BagDamagedError
    return Bag(info, {name.removeprefix(PAYLOAD): found for name, found in payload.items()})


def _require_sums(files: Mapping[str, bytes], manifest: bytes) -> None:
    """Every file is listed and every line has its file, with the sum that it says."""
    sums = {}
    for line in _text(manifest).splitlines():
        found = MANIFEST_LINE.fullmatch(line)
        if found is None:
            raise BagDamagedError
        sums[found[2].removeprefix("./")] = found[1].lower()
    if sums != {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}:
        raise BagDamagedError


def _labels(content: bytes) -> dict[str, str]:
    """`Label: value` lines; what a line without a label says continues the one before."""
    labels: dict[str, str] = {}
    last = ""
    for line in _text(content).splitlines():
        if line[:1].isspace() and last:
            labels[last] += f" {line.strip()}"
        else:
            last, _colon, value = line.partition(":")
            labels[last] = value.strip()
    return labels


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as failure:
        raise BagDamagedError from failure


def _manifest(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items())
