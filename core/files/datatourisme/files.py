"""Objects of a file one after the other: nothing larger than one of them is ever held."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast
from zipfile import BadZipFile, ZipFile, is_zipfile

LONGEST: Final = 2 << 20  # bytes of one object; the heaviest we have seen has 210,000
BROKEN: Final = (EOFError, OSError, zlib.error, BadZipFile)


class BrokenFileError(Exception):
    """The file itself can't be read, or not to its end."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One object as it was written, and where. Without content it is too long to be looked at."""

    where: str
    content: bytes | None


def objects_in(path: Path) -> Iterator[Raw]:
    """Of a file with one object a line, packed by gzip or not, or of the zip of a feed."""
    try:
        yield from _members(path) if is_zipfile(path) else _lines_of(path)
    except BROKEN as error:
        raise BrokenFileError(str(error) or type(error).__name__) from error


def _lines_of(path: Path) -> Iterator[Raw]:
    if path.suffix == ".gz":
        opened = cast("IO[bytes]", gzip.GzipFile(path, "rb"))
    else:
        opened = path.open("rb")
    with opened as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), start=1):
            if number == 1 and line.lstrip().startswith(b"["):
                raise BrokenFileError(
                    "the file is a single list; one JSON object per line is expected"
                )
            if len(line) > LONGEST:
                while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                    pass
                yield Raw(f"line {number}", None)
            elif line.strip():
                yield Raw(f"line {number}", line)


def _members(path: Path) -> Iterator[Raw]:
    """Each object has a file of its own below `objects/`; the index beside it is not needed."""
    with ZipFile(path) as feed:
        for member in feed.infolist():
            name = PurePosixPath(member.filename)
            if name.suffix != ".json" or name.parts[:1] != ("objects",):
                continue
            with feed.open(member) as file:  # its size as told may be a lie
                content = file.read(LONGEST + 1)
            yield Raw(member.filename, content if len(content) <= LONGEST else None)
