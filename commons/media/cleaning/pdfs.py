"""What a PDF may not hold, read from its bytes and from the objects that qpdf finds in it.

Two readers look, because each is fooled in ways of its own: qpdf follows the file's own table of
objects, and the bytes also show what no table names.

No guarantee: a reader is never fooled in the same way twice. That is why a document is only ever
handed over as a download, and never shown by us.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from commons.media.errors import (
    DocumentActiveError,
    DocumentDamagedError,
    DocumentLockedError,
    DocumentsQueueError,
    DocumentTooDemandingError,
)
from core.files.bounded_process import Answer, Task, run

if TYPE_CHECKING:
    from pikepdf import Object

END: Final = b"%%EOF"
END_WITHIN: Final = 2_048
SHORTEST: Final = 1_000  # bytes that are read here where they hold no object
UNPACKED: Final = 32 << 20  # bytes in all, whatever a packed object claims
STREAM: Final = re.compile(rb"\bstream\r?\n")
STREAM_END: Final = b"endstream"
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME_ENDS: Final = rb"(?=[\s/<>\[\]()%]|$)"
LOCKED: Final = re.compile(rb"/Encrypt" + NAME_ENDS)
ACTIVE_NAMES: Final = frozenset(
    b"JavaScript JS Launch EmbeddedFile EmbeddedFiles RichMedia XFA SubmitForm ImportData".split()
)
ACTIVE: Final = re.compile(rb"/(?:" + b"|".join(sorted(ACTIVE_NAMES)) + rb")" + NAME_ENDS)
PACKED: Final = re.compile(rb"/Type\s*/ObjStm" + NAME_ENDS)
TASK: Final = Task(
    function="commons.media.cleaning.pdfs:check_here",
    refusals=(DocumentDamagedError, DocumentLockedError, DocumentActiveError),
    queue_too_long=DocumentsQueueError,
    too_demanding=DocumentTooDemandingError,
)


def check_pdf(content: bytes) -> None:
    """Raises DocumentDamagedError, DocumentLockedError, DocumentActiveError and those of TASK."""
    if END not in content[-END_WITHIN:]:
        raise DocumentDamagedError
    if len(content) < SHORTEST and b"obj" not in content:
        check_bytes(content)  # qpdf would find nothing in it
    else:
        run(TASK, content)


def check_here(content: bytes) -> Answer:
    """The child's half."""
    check_objects(content)  # first: the packed objects of a locked file look damaged
    check_bytes(content)
    return Answer("checked")


def check_bytes(content: bytes) -> None:
    """All that is written plainly, and what is packed the usual way."""
    for part in _plain_parts(content):
        content_part = _unescaped(part)
        if LOCKED.search(content_part):
            raise DocumentLockedError
        if ACTIVE.search(content_part):
            raise DocumentActiveError


def check_objects(content: bytes) -> None:
    """All objects of a file that qpdf can open; of what it can't open, no reader shows anything."""
    import pikepdf  # noqa: PLC0415  20 MiB of libraries, for the child alone

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise DocumentLockedError
            active = {f"/{name.decode()}" for name in ACTIVE_NAMES}
            if any(names & active for names in map(_names_in, pdf.objects)):
                raise DocumentActiveError
    except pikepdf.PasswordError:
        raise DocumentLockedError from None
    except pikepdf.PdfError:
        return


def _names_in(found: Object) -> set[str]:
    """Keys and names of an object and of what stands directly in it."""
    import pikepdf  # noqa: PLC0415

    names: set[str] = set()
    waiting: list[Any] = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Name):
            names.add(str(one))
        elif isinstance(one, pikepdf.Array):
            waiting += (item for item in one if not _is_elsewhere(item))
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            names |= set(one.keys())
            waiting += (item for _key, item in one.items() if not _is_elsewhere(item))
    return names


def _is_elsewhere(item: Any) -> bool:
    """An object with a number is looked at by its number; numbers and texts are Python's own."""
    return bool(getattr(item, "is_indirect", False))


def _plain_parts(content: bytes) -> Iterator[bytes]:
    """All that is no stream, then what the streams of objects unpack to.

    A stream ends at the next `endstream`. Where none is left, what follows is read as plain.
    """
    left, start = UNPACKED, 0
    while stream := STREAM.search(content, start):
        end = content.find(STREAM_END, stream.end())
        if end == -1:
            break
        before = content[start : stream.start()]
        yield before
        # The dictionary that stands before a stream.
        if PACKED.search(_unescaped(before[max(before.rfind(b" obj"), 0) :])):
            # What can't be looked into isn't let in.
            packed = content[stream.end() : end]
            unpacker = zlib.decompressobj()
            try:
                unpacked = unpacker.decompress(packed, max(left, 1))
            except zlib.error:
                raise DocumentDamagedError from None
            if unpacker.unconsumed_tail:
                raise DocumentDamagedError
            left -= len(unpacked)
            yield unpacked
        start = end + len(STREAM_END)
    yield content[start:]


def _unescaped(part: bytes) -> bytes:
    """Names may be written with signs as numbers: `/J#53` is `/JS`."""
    return ESCAPED.sub(lambda sign: bytes((int(sign[1], 16),)), part)
