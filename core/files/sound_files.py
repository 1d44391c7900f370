"""Files of sound: which kind, how long, and cleaned where they stand. Runs in a bounded process.

Metadata are blanked where they stand, so that no offset in the file moves; mutagen, which could
only take away what it knows, tells how long a file lasts and whether it is what it claims to be.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Final

from core.files.bounded_process import Answer
from core.files.sounds import M4A, MP3, OGG, NotASoundError

CONTAINERS: Final = {
    *(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"),
    *(b"mvex", b"moof", b"traf"),
}
DATED: Final = {b"mvhd", b"tkhd", b"mdhd"}
PLAYED: Final = {  # boxes that a player needs (ISO/IEC 14496-12); what else there is only tells
    *(b"ftyp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"iods", b"elst", b"dref"),
    *(b"smhd", b"nmhd", b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64"),
    *(b"stss", b"sgpd", b"sbgp", b"sdtp", b"subs", b"cslg", b"trex", b"mehd", b"mfhd", b"tfhd"),
    *(b"tfdt", b"trun", b"sidx", b"styp"),
}
DEEPEST: Final = 8
MOST_BOXES: Final = 10_000
LONGEST: Final = 24 * 60 * 60  # seconds


def clean_here(content: bytes) -> Answer:
    """Kind and seconds, where they are known, and what may be kept. Raises NotASoundError."""
    try:
        mime, kept = _cleaned(bytearray(content))
    except (struct.error, IndexError, ValueError) as failure:
        raise NotASoundError from failure
    seconds = _seconds_of(kept, mime)
    is_known = 0 < seconds < LONGEST  # a file can say any number, also one below nothing
    return Answer(f"{mime} {round(seconds)}" if is_known else mime, kept)


def _cleaned(content: bytearray) -> tuple[str, bytes]:
    if content[:4] == b"OggS":
        return OGG, _ogg(content)
    if content[4:8] == b"ftyp":
        return M4A, _m4a(content)
    return MP3, _mp3(content)


def _seconds_of(kept: bytes, mime: str) -> float:
    """As mutagen reads it, which refuses what is no such file."""
    from mutagen import MutagenError, mp3, mp4, oggopus, oggvorbis  # noqa: PLC0415  in the child

    ogg = oggopus.OggOpus if OPUS in kept[:LONGEST_PAGE] else oggvorbis.OggVorbis
    kind = {MP3: mp3.MP3, M4A: mp4.MP4, OGG: ogg}[mime]
    try:
        found = kind(BytesIO(kept)).info
    except MutagenError as failure:
        raise NotASoundError from failure
    return float(found.length) if found else 0.0


# MPEG layer III: frames, with tags before and behind them

BITRATES: Final = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
SHORTEST: Final = 0.2  # seconds: fewer frames may stand in any file by chance
RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _mp3(content: bytearray) -> bytes:
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
    if seconds < SHORTEST or len(kept) < (len(content) - first) / 2:
        raise NotASoundError
    return bytes(kept)


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
LONGEST_PAGE: Final = 27 + 255 + 255 * 255


def _ogg(content: bytearray) -> bytes:
    """The second packet of a stream tells who and where: it is blanked, its pages sealed anew."""
    pages = list(_pages(content))
    head = content[pages[0].body : pages[0].end]
    if not head.startswith((OPUS, VORBIS)) or len({page.serial for page in pages}) != 1:
        raise NotASoundError
    spans = _second_packet(pages)
    size = sum(end - start for _page, start, end in spans)
    # No vendor and no comment; RFC 7845 lets bytes follow.
    if head.startswith(OPUS):
        tags = (b"OpusTags" + bytes(8)).ljust(size, b"\0")[:size]
    else:
        # The setup follows in the same packet only where an encoder broke the rules: then refuse.
        vendor = size - 7 - 4 - 4 - 1
        if vendor < 0:
            raise NotASoundError
        tags = b"\x03vorbis" + struct.pack("<I", vendor) + b" " * vendor + bytes(4) + b"\x01"
    blank = memoryview(tags)
    for page, start, end in spans:
        content[start:end], blank = blank[: end - start], blank[end - start :]
        struct.pack_into("<I", content, page.start + 22, 0)
        seal = ogg_checksum(content[page.start : page.end])
        struct.pack_into("<I", content, page.start + 22, seal)
    return bytes(content[: pages[-1].end])


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    body: int
    end: int
    lacing: bytes
    serial: int


def _pages(content: bytearray) -> Iterator[_Page]:
    position = 0
    while content[position : position + 4] == b"OggS":
        (serial,) = struct.unpack_from("<I", content, position + 14)
        body = position + 27 + content[position + 26]
        lacing = bytes(content[position + 27 : body])
        end = body + sum(lacing)
        if end > len(content):
            break  # cut off while it was copied: what is whole can be heard
        yield _Page(position, body, end, lacing, serial)
        position = end


def _second_packet(pages: list[_Page]) -> list[tuple[_Page, int, int]]:
    """Where its bytes lie: one span of each page that holds some of it."""
    spans: list[tuple[_Page, int, int]] = []
    packet = 0
    for page in pages:
        start = page.body
        for lace, position in zip(page.lacing, accumulate(page.lacing, initial=0), strict=False):
            end = page.body + position + lace
            if lace == 255:
                continue
            if packet == 1:
                return [*spans, (page, start, end)]
            packet, start = packet + 1, end
        if packet == 1 and page.end > start:
            spans.append((page, start, page.end))
    raise NotASoundError


def _table() -> list[int]:
    table = []
    for number in range(256):
        rest = number << 24
        for _bit in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
        table.append(rest)
    return table


_TABLE: Final = _table()


def ogg_checksum(page: bytearray) -> int:
    """What seals a page whose own four bytes are zero: CRC-32 with 0x04C11DB7 (RFC 3533)."""
    rest = 0
    for byte in page:
        rest = (rest << 8 & 0xFFFFFFFF) ^ _TABLE[rest >> 24 ^ byte]
    return rest


# MPEG-4: boxes within boxes


def _m4a(content: bytearray) -> bytes:
    """One that has sound and no moving pictures; every box that only tells becomes an empty one."""
    boxes = list(_boxes(content))
    kinds = {box.kind for box in boxes}
    handlers = {
        bytes(content[box.start + 8 : box.start + 12]) for box in boxes if box.kind == b"hdlr"
    }
    if b"soun" not in handlers or b"vide" in handlers or b"mdat" not in kinds:
        raise NotASoundError
    for box in boxes:
        if box.kind not in PLAYED:
            content[box.named : box.named + 4] = b"free"
            content[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind in DATED:
            # Forget when it was recorded.
            first, last = box.start + 4, box.start + (20 if content[box.start] == 1 else 12)
            if last > box.end:
                raise NotASoundError
            content[first:last] = bytes(last - first)
        elif box.kind == b"hdlr":  # its name is often the device's
            content[box.start + 24 : box.end] = bytes(max(0, box.end - box.start - 24))
    return bytes(content)


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    named: int  # where its name stands
    start: int  # the first byte behind its head
    end: int


def _boxes(content: bytearray) -> Iterator[_Box]:
    """Those that hold no others, in the order of the file; containers are gone into."""
    position, ends, seen = 0, [len(content)], 0
    while ends:
        if position + 8 > ends[-1]:
            position = ends.pop()
            continue
        end = ends[-1]
        size, kind = struct.unpack_from(">I4s", content, position)
        start = position + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start)
            start += 8
        stop = end if size == 0 else position + size
        if stop > end or stop < start:
            raise NotASoundError
        box = _Box(kind, position + 4, start, stop)
        seen += 1
        if seen > MOST_BOXES or len(ends) > DEEPEST:
            raise NotASoundError
        if box.kind in CONTAINERS:
            ends.append(box.end)
            position = box.start
        else:
            yield box
            position = box.end
