"""Files that go into the archive of a person, beside the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from commons.accounts.models import User
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """`path` below the payload, of plain letters; `chunks` are read when it is written."""

    path: str
    chunks: Iterable[bytes]


type FileSource = Callable[[User], Iterable[ArchiveFile]]

_sources = Registry[FileSource]()


def register_files(source: FileSource) -> FileSource:
    """`source` gives the files of a person, one after the other."""
    return _sources.register(source)


def files_of(person: User) -> Iterator[ArchiveFile]:
    for source in _sources:
        yield from source(person)
