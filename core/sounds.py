"""A recording as it may be kept: told by its content, and without a word about where and by whom.

Metadata are blanked where they stand, so that no offset in the file moves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MIB: Final = 1 << 20
HEAVIEST: Final = 30 * MIB
OGG, MP3, M4A = "audio/ogg", "audio/mpeg", "audio/mp4"
EXTENSIONS: Final = {OGG: "ogg", MP3: "mp3", M4A: "m4a"}
CONTAINERS: Final = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
DATED: Final = {b"mvhd", b"tkhd", b"mdhd"}
TOLD: Final = {b"udta", b"meta", b"uuid", b"free", b"skip"}  # boxes that only tell


class NotASoundError(DomainError):
    message = _("This is no recording that we can read. MP3, M4A, Ogg and Opus are welcome.")


class SoundTooHeavyError(DomainError):
    message = _("This recording is too heavy: %(limit)s MiB at most.")


@dataclass(frozen=True, slots=True)
class Recording:
    content: bytes
    mime: str
    seconds: int | None

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.mime]


def read_sound(file: IO[bytes]) -> Recording:
    """Raises NotASoundError, SoundTooHeavyError. The name of the file says nothing."""
    if file.seek(0, 2) > HEAVIEST:
        raise SoundTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    content = bytearray(file.read())
    try:
        if content[:4] == b"OggS":
            return _ogg(content)
        if content[4:8] == b"ftyp":
            return _m4a(content)
        return _mp3(content)
    except (struct.error, IndexError, ValueError) as failure:
        raise NotASoundError from failure


# MPEG layer III: frames, with tags before and behind them

BITRATES: Final = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _mp3(content: bytearray) -> Recording:
    """The frames alone: whatever stands before, between and behind them is left out."""
    kept, position, seconds = bytearray(), _behind_tags(content), 0.0
    first = position
    while position < len(content):
        frame = _frame_at(content, position)
        if frame is None:
            position = _next_frame(content, position)
            continue
        length, duration = frame
        kept += content[position : position + length]
        position, seconds = position + length, seconds + duration
    if seconds < 0.2 or len(kept) < (len(content) - first) / 2:
        raise NotASoundError
    return Recording(bytes(kept), MP3, round(seconds))


def _next_frame(content: bytearray, position: int) -> int:
    """Behind a scratch: where one frame follows another again, or the end."""
    while (position := content.find(b"\xff", position + 1)) != -1:
        frame = _frame_at(content, position)
        if frame and _frame_at(content, position + frame[0]):
            return position
    return len(content)


def _behind_tags(content: bytearray) -> int:
    """Behind any number of ID3v2 tags, and zeros after them."""
    position = 0
    while content[position : position + 3] == b"ID3":
        a, b, c, d = content[position + 6 : position + 10]
        position += 10 + (a << 21 | b << 14 | c << 7 | d)
    while position < len(content) and content[position] == 0:
        position += 1
    return position


def _frame_at(content: bytearray, position: int) -> tuple[int, float] | None:
    """How long the frame is, in bytes and in seconds; nothing where there is no whole frame."""
    if position + 4 > len(content):
        return None
    (head,) = struct.unpack_from(">I", content, position)
    version, layer = head >> 19 & 3, head >> 17 & 3
    rate, sampling, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate in {0, 15} or sampling == 3:
        return None
    bits = BITRATES[3 if version == 3 else 2][rate] * 1000
    frequency = RATES[version][sampling]
    samples = 1152 if version == 3 else 576
    length = samples // 8 * bits // frequency + padding
    return (length, samples / frequency) if position + length <= len(content) else None


# Ogg: pages with a checksum, packets that may span pages

OPUS, VORBIS = b"OpusHead", b"\x01vorbis"


def _ogg(content: bytearray) -> Recording:
    """The second packet of a stream tells who and where: it is blanked, its pages sealed anew."""
    pages = list(_pages(content))
    head = _body(content, pages[0])
    if not head.startswith((OPUS, VORBIS)) or len({page.serial for page in pages}) != 1:
        raise NotASoundError
    spans = list(_second_packet(content, pages))
    size = sum(end - start for start, end in spans)
    blank = _blank_opus(size) if head.startswith(OPUS) else _blank_vorbis(size)
    for start, end in spans:
        content[start:end], blank = blank[: end - start], blank[end - start :]
    for page in pages:
        if any(page.body <= start < page.end for start, _end in spans):
            struct.pack_into("<I", content, page.start + 22, 0)
            seal = _checksum(content[page.start : page.end])
            struct.pack_into("<I", content, page.start + 22, seal)
    rate = 48_000 if head.startswith(OPUS) else struct.unpack_from("<I", head, 12)[0]
    last = max(page.granule for page in pages)
    return Recording(bytes(content[: pages[-1].end]), OGG, round(last / rate) if rate else None)


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    lacing: bytes
    granule: int
    serial: int

    @property
    def body(self) -> int:
        return self.start + 27 + len(self.lacing)

    @property
    def end(self) -> int:
        return self.body + sum(self.lacing)


def _pages(content: bytearray) -> Iterator[_Page]:
    position = 0
    while content[position : position + 4] == b"OggS":
        granule, serial = struct.unpack_from("<qI", content, position + 6)
        count = content[position + 26]
        lacing = bytes(content[position + 27 : position + 27 + count])
        page = _Page(position, lacing, granule, serial)
        if page.end > len(content):
            break  # cut off while it was copied: what is whole can be heard
        yield page
        position = page.end


def _body(content: bytearray, page: _Page) -> bytes:
    return bytes(content[page.body : page.end])


def _second_packet(content: bytearray, pages: list[_Page]) -> Iterator[tuple[int, int]]:
    """Where its bytes lie, on one page or on several."""
    packet = 0
    for page in pages:
        start = position = page.body
        for lace in page.lacing:
            position += lace
            if lace == 255:
                continue
            if packet == 1:
                yield start, position
                return
            packet, start = packet + 1, position
        if packet == 1 and position > start:
            yield start, position
    raise NotASoundError


def _blank_opus(size: int) -> bytes:
    """No vendor and no comment; RFC 7845 lets bytes follow."""
    return (b"OpusTags" + bytes(8)).ljust(size, b"\0")[:size]


def _blank_vorbis(size: int) -> bytes:
    """The setup follows in the same packet only where an encoder broke the rules: then refuse."""
    vendor = size - 7 - 4 - 4 - 1
    if vendor < 0:
        raise NotASoundError
    return b"\x03vorbis" + struct.pack("<I", vendor) + b" " * vendor + bytes(4) + b"\x01"


def _table() -> list[int]:
    table = []
    for number in range(256):
        rest = number << 24
        for _bit in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
        table.append(rest)
    return table


_TABLE: Final = _table()


def _checksum(page: bytearray) -> int:
    rest = 0
    for byte in page:
        rest = (rest << 8 & 0xFFFFFFFF) ^ _TABLE[rest >> 24 ^ byte]
    return rest


# MPEG-4: boxes within boxes


def _m4a(content: bytearray) -> Recording:
    """One that has sound and no moving pictures; every box that only tells becomes an empty one."""
    boxes = list(_boxes(content, 0, len(content)))
    kinds = {box.kind for box in boxes}
    handlers = {_handler(content, box) for box in boxes if box.kind == b"hdlr"}
    if b"soun" not in handlers or b"vide" in handlers or b"mdat" not in kinds:
        raise NotASoundError
    seconds = None
    for box in boxes:
        if box.kind in TOLD:
            content[box.named : box.named + 4] = b"free"
            content[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind in DATED:
            seconds = _undated(content, box) if box.kind == b"mvhd" else seconds
            _undated(content, box)
        elif box.kind == b"hdlr":  # its name is often the device's
            content[box.start + 24 : box.end] = bytes(max(0, box.end - box.start - 24))
    return Recording(bytes(content), M4A, seconds)


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    named: int  # where its name stands
    start: int  # the first byte behind its head
    end: int


def _boxes(content: bytearray, position: int, end: int) -> Iterator[_Box]:
    """Those that hold no others; containers are gone into."""
    while position + 8 <= end:
        size, kind = struct.unpack_from(">I4s", content, position)
        start = position + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start)
            start += 8
        stop = end if size == 0 else position + size
        if stop > end or stop < start:
            raise NotASoundError
        if kind in CONTAINERS:
            yield from _boxes(content, start, stop)
        else:
            yield _Box(kind, position + 4, start, stop)
        position = stop


def _handler(content: bytearray, box: _Box) -> bytes:
    return bytes(content[box.start + 8 : box.start + 12])


def _undated(content: bytearray, box: _Box) -> int | None:
    """Forget when it was recorded; how many seconds it lasts, as this box counts."""
    long = content[box.start] == 1
    first, last = box.start + 4, box.start + (20 if long else 12)
    content[first:last] = bytes(last - first)
    scale, length = struct.unpack_from(">IQ" if long else ">II", content, last)
    return round(length / scale) if scale else None
