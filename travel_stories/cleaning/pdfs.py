"""What a PDF may not hold, read from its plain parts and from its packed objects.

No guarantee: a reader is never fooled in the same way twice. That is why a document is only ever
handed over as a download, and never shown by us.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from travel_stories.errors.documents import (
    DocumentActiveError,
    DocumentDamagedError,
    DocumentLockedError,
)

END: Final = b"%%EOF"
END_WITHIN: Final = 2_048
UNPACKED: Final = 32 << 20  # bytes in all, whatever a packed object claims
STREAM: Final = re.compile(rb"\bstream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME_ENDS: Final = rb"(?=[\s/<>\[\]()%]|$)"
LOCKED: Final = re.compile(rb"/Encrypt" + NAME_ENDS)
ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)" + NAME_ENDS
)
PACKED: Final = re.compile(rb"/Type\s*/ObjStm" + NAME_ENDS)


def check_pdf(content: bytes) -> None:
    """Raises DocumentDamagedError, DocumentLockedError, DocumentActiveError."""
    if END not in content[-END_WITHIN:]:
        raise DocumentDamagedError
    for part in _plain_parts(content):
        said = _unescaped(part)
        if LOCKED.search(said):
            raise DocumentLockedError
        if ACTIVE.search(said):
            raise DocumentActiveError


def _plain_parts(content: bytes) -> Iterator[bytes]:
    """All that is no stream, then what the streams of objects unpack to."""
    left, start = UNPACKED, 0
    for stream in STREAM.finditer(content):
        before = content[start : stream.start()]
        yield before
        if PACKED.search(_unescaped(_last_object(before))):
            unpacked = _unpacked(stream[1], left)
            left -= len(unpacked)
            yield unpacked
        start = stream.end()
    yield content[start:]


def _last_object(before: bytes) -> bytes:
    """The dictionary that stands before a stream."""
    return before[max(before.rfind(b" obj"), 0) :]


def _unpacked(packed: bytes, most: int) -> bytes:
    """What can't be looked into isn't let in."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed, max(most, 1))
    except zlib.error:
        raise DocumentDamagedError from None
    if unpacker.unconsumed_tail:
        raise DocumentDamagedError
    return unpacked


def _unescaped(part: bytes) -> bytes:
    """Names may be written with signs as numbers: `/J#53` is `/JS`."""
    return ESCAPED.sub(lambda sign: bytes((int(sign[1], 16),)), part)
