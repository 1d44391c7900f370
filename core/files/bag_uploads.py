"""A bag from a stranger: `core.files.bagit` reads it in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.files.bagit import (
    LARGEST,
    MIB,
    Bag,
    BagDamagedError,
    BagTooLargeError,
    BagVersionError,
    LinkInBagError,
    NotABagError,
    TooManyFilesError,
    UnsafeNameError,
    read_bag,
)
from core.files.bounded_process import Answer, Task, run

LENGTH: Final = 8  # bytes that say how long the index is
LONGEST_INDEX: Final = 2 * MIB


class BagTooDemandingError(DomainError):
    message = _(
        "This archive takes too much time or memory to check. Contact us, and we’ll help you."
    )


class BagQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")


TASK: Final = Task(
    function="core.files.bag_uploads:read_here",
    refusals=(
        NotABagError,
        UnsafeNameError,
        LinkInBagError,
        BagTooLargeError,
        TooManyFilesError,
        BagVersionError,
        BagDamagedError,
    ),
    queue_too_long=BagQueueError,
    too_demanding=BagTooDemandingError,
    output=LARGEST + LONGEST_INDEX,
)


class PackedFiles(Mapping[str, bytes]):
    """Files that lie one behind the other in `content`; each is copied out as it is asked for."""

    def __init__(self, content: bytes, places: Mapping[str, slice]) -> None:
        self._content = content
        self._places = places

    def __getitem__(self, path: str) -> bytes:
        return self._content[self._places[path]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_uploaded_bag(file: IO[bytes]) -> Bag:
    """What `bagit.read_bag` returns and raises, or one of the two refusals of TASK.

    Here the unpacked files are held once, and one of them again while it is read.
    """
    file.seek(0, 2)
    if file.tell() > LARGEST:
        raise BagTooLargeError(limit=LARGEST // MIB)
    file.seek(0)
    content = run(TASK, file).content
    end = LENGTH + int.from_bytes(content[:LENGTH])
    index = json.loads(content[LENGTH:end])
    places = {}
    for name, size in index["files"]:
        places[name] = slice(end, end + size)
        end += size
    return Bag(index["info"], PackedFiles(content, places))


def read_here(content: bytes) -> Answer:
    """In the child: an index as JSON, then the files one behind the other."""
    bag = read_bag(content)
    sizes = [(name, len(found)) for name, found in bag.files.items()]
    index = json.dumps({"info": dict(bag.info), "files": sizes}).encode()
    return Answer("bag", b"".join((len(index).to_bytes(LENGTH), index, *bag.files.values())))
