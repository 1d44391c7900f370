"""The format of our archives, and what a checked one says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import IO, Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from commons.privacy.errors import ArchiveUnreadableError, TooManyRowsError
from core.files.bag_uploads import read_uploaded_bag
from core.files.bagit import MIB, BagVersionError

SOURCE: Final = "Source-Organization"  # labels of RFC 8493, 2.2.2
OWNER: Final = "Internal-Sender-Identifier"
FORMAT: Final = "Hirondelle-Archive-Version"
VERSION: Final = "1"
LONGEST_SOURCE: Final = 255
LARGEST_OBJECT: Final = 8 * MIB  # a row or a story, as JSON
MOST_ROWS: Final = 20_000  # of one table
MOST_PARTS: Final = 1_000_000  # brackets and commas of one: each may become an object in memory


@dataclass(frozen=True)
class ArchiveContent:
    """`source` is the site that made it."""

    source: str
    files: Mapping[str, bytes]

    def rows(self, name: str, *, most: int = MOST_ROWS) -> Iterator[dict[str, Any]]:
        """Rows of `records/<name>.jsonl`, if there is one, as they are asked for.

        Only one is held. Raises ArchiveUnreadableError; and before any is parsed TooManyRowsError.
        """
        content = self.files.get(f"records/{name}.jsonl", b"")
        if content.count(b"\n", 0, -1) >= most:  # the last one may end without
            raise TooManyRowsError(most=most)
        lines = BytesIO(content)
        while line := lines.readline(LARGEST_OBJECT + 1):
            yield read_object(line)

    def row(self, name: str) -> dict[str, Any]:
        """The only row of such a file, or an empty one."""
        return next(self.rows(name), {})

    def files_in(self, folder: str, ending: str) -> Iterator[tuple[str, bytes]]:
        """Files of a folder with their name without folder and ending, in the order of names."""
        for path in sorted(self.files):
            if path.startswith(f"{folder}/") and path.endswith(ending):
                yield path[len(folder) + 1 : -len(ending)], self.files[path]

    def photo(self, public_id: str) -> bytes | None:
        path = self._photo_paths.get(public_id)
        return None if path is None else self.files[path]

    @cached_property
    def _photo_paths(self) -> dict[str, str]:
        """By their identifier: a story may name each of thousands of photos."""
        paths: dict[str, str] = {}
        for path in self.files:
            if path.startswith("photos/"):
                paths.setdefault(path.removeprefix("photos/").partition(".")[0], path)
        return paths

    def key(self, noun: str, public_id: str) -> UUID:
        """The same for the same thing of the same site: what came once doesn't come twice."""
        return uuid5(NAMESPACE_URL, f"{self.source}/{noun}/{public_id}")


def read_archive(file: IO[bytes]) -> ArchiveContent:
    """What an archive says, read in a bounded process.

    Raises the refusals of `read_uploaded_bag`, and BagVersionError for another format of ours.
    """
    bag = read_uploaded_bag(file)
    if bag.info.get(FORMAT) != VERSION:
        raise BagVersionError
    return ArchiveContent(text_of(bag.info, SOURCE, LONGEST_SOURCE), bag.files)


def read_object(content: bytes) -> dict[str, Any]:
    """An object as JSON. Raises ArchiveUnreadableError for anything else, or for a huge one."""
    if len(content) > LARGEST_OBJECT or sum(map(content.count, (b"[", b"{", b","))) > MOST_PARTS:
        raise ArchiveUnreadableError
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as failure:
        raise ArchiveUnreadableError from failure
    if not isinstance(found, dict):
        raise ArchiveUnreadableError
    return found


def text_of(row: Mapping[str, Any], name: str, limit: int) -> str:
    """A text of a row, cut to `limit` characters; empty where it is none.

    What no database keeps is left out: NUL, and halves of surrogate pairs.
    """
    value = row.get(name)
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode(errors="ignore").decode()[:limit]
