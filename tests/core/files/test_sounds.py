"""Recordings: told by their content, and without a word about where they were made."""

import struct
from io import BytesIO

import pytest

from core.files.bounded_process import Answer
from core.files.sound_files import clean_here, ogg_checksum
from core.files.sounds import (
    M4A,
    MP3,
    OGG,
    NotASoundError,
    SoundTooDemandingError,
    SoundTooHeavyError,
    read_sound,
)
from tests.doubling import assert_linear

SECRET = b"GPS 47.2701 1.1003 by Camille"


def an_mp3(frames=40, before=b"", behind=b"", between=b""):
    """Silence of 128 kbit/s at 44.1 kHz, 26 ms a frame."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    half = frames // 2
    return before + frame * half + between + frame * (frames - half) + behind


def id3(words):
    size = len(words)
    return (
        b"ID3\x04\0\0"
        + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
        + words
    )


def a_page(packets, number, granule=0, flags=0, open_ended=False):
    lacing = b""
    for packet in packets:
        lacing += b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    if open_ended:
        lacing = lacing[:-1]
    head = b"OggS\0" + bytes([flags]) + struct.pack("<qIII", granule, 7, number, 0)
    page = bytearray(head + bytes([len(lacing)]) + lacing + b"".join(packets))
    struct.pack_into("<I", page, 22, ogg_checksum(page))
    return bytes(page)


def an_opus(comment=SECRET, granule=480_000):
    head = b"OpusHead\x01\x02" + struct.pack("<HIHB", 0, 48_000, 0, 0)
    tags = (
        b"OpusTags" + struct.pack("<I", 3) + b"lib" + struct.pack("<II", 1, len(comment)) + comment
    )
    heard = a_page([b"\xfc" * 200], 2, granule=granule)
    return a_page([head], 0, flags=2) + a_page([tags], 1) + heard


def a_vorbis():
    head = b"\x01vorbis" + struct.pack("<IBI", 0, 2, 44_100) + bytes(13)
    tags = (
        b"\x03vorbis" + struct.pack("<I", 3) + b"lib" + struct.pack("<II", 1, len(SECRET)) + SECRET
    )
    return (
        a_page([head], 0, flags=2)
        + a_page([tags + b"\x01", b"\x05vorbis" + bytes(30)], 1)
        + a_page([bytes(300)], 2, granule=44_100 * 8)
    )


def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + kind + content


def an_m4a(handler=b"soun", lasts=None):
    """Of 12 seconds; `lasts` is another number of milliseconds, in 64 bits."""
    dated = struct.pack(">IIIII", 0, 3_900_000_000, 3_900_000_000, 1_000, 12_000)
    media = struct.pack(">IQQIQ", 1 << 24, 0, 0, 1_000, lasts) if lasts else dated
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12) + b"Camille's phone\0")
    moov = box(
        b"moov",
        box(b"mvhd", dated),
        box(b"trak", box(b"mdia", box(b"mdhd", media), hdlr)),
        box(b"udta", box(b"\xa9xyz", SECRET)),
    )
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", bytes(500))


@pytest.mark.parametrize(
    ("content", "mime", "seconds"),
    [
        (an_mp3(before=id3(SECRET), behind=b"TAG" + SECRET.ljust(125, b"\0")), MP3, 1),
        (an_mp3(between=SECRET), MP3, 1),
        (an_opus(), OGG, 10),
        (a_vorbis(), OGG, 8),
        (an_m4a(), M4A, 12),
    ],
)
def test_read_sound_keeps_no_metadata(content, mime, seconds):
    assert SECRET in content

    recording = read_sound(BytesIO(content))

    assert (recording.mime, recording.seconds) == (mime, seconds)
    assert SECRET not in recording.content
    assert b"Camille" not in recording.content
    assert read_sound(BytesIO(recording.content)) == recording


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (an_m4a(lasts=13_000), 13),
        (an_m4a(lasts=2**63), None),
        (an_m4a(lasts=100_000_000), None),  # more than a day
        (an_opus(granule=2**62), None),
        (an_opus(granule=-480_000), None),
    ],
)
def test_read_sound_doubts_impossible_lengths(content, seconds):
    assert read_sound(BytesIO(content)).seconds == seconds


def test_read_sound_leaves_every_offset_and_every_seal_of_an_ogg_right():
    content = an_opus()[:28]  # the head alone is no whole file
    with pytest.raises(NotASoundError):
        read_sound(BytesIO(content))
    whole = read_sound(BytesIO(an_opus())).content

    pages = [b"OggS" + page for page in whole.split(b"OggS")[1:]]
    for page in pages:
        (seal,) = struct.unpack_from("<I", page, 22)
        bare = bytearray(page)
        struct.pack_into("<I", bare, 22, 0)
        assert ogg_checksum(bare) == seal
    assert len(whole) == len(an_opus())


def test_read_sound_keeps_an_m4a_playable_at_its_offsets():
    content = an_m4a()

    kept = read_sound(BytesIO(content)).content

    assert (len(kept), kept.find(b"mdat")) == (len(content), content.find(b"mdat"))
    assert struct.pack(">I", 3_900_000_000) not in kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF....WAVE",
        b"<script>alert(1)</script>",
        b"%PDF-1.7" + bytes(4000),
        b"\xff\xd8\xff\xe0" + bytes(4000),
        pytest.param(b"ID3\x04\0\0\x7f\x7f\x7f\x7f", id="only-a-tag"),
        an_mp3(frames=2),
        an_mp3(frames=10) + bytes(50_000),
        pytest.param(b"OggS" + bytes(20), id="empty-ogg"),
        pytest.param(a_page([b"\x80theora" + bytes(30)], 0) + a_page([b"x"], 1), id="video"),
        an_m4a(handler=b"vide"),
        pytest.param(
            box(b"ftyp", b"M4A ") + struct.pack(">I4s", 0xFFFFFF, b"moov"), id="box-too-long"
        ),
        box(b"ftyp", b"heic\0\0\0\0") + bytes(100),
    ],
)
def test_read_sound_refuses_what_is_none(content):
    with pytest.raises(NotASoundError):
        read_sound(BytesIO(content))


def test_read_sound_refuses_a_heavy_file_before_reading_it(monkeypatch):
    monkeypatch.setattr("core.files.sounds.HEAVIEST", 10)

    with pytest.raises(SoundTooHeavyError):
        read_sound(BytesIO(b"x" * 11))


def test_read_sound_keeps_no_box_that_no_player_needs():
    content = an_m4a() + box(b"Xtra", SECRET) + box(b"loci", SECRET)

    kept = read_sound(BytesIO(content)).content

    assert (len(kept), SECRET in kept) == (len(content), False)


def many_pages(size):
    """The second packet goes on over all pages."""
    head = b"OpusHead\x01\x02" + struct.pack("<HIHB", 0, 48_000, 0, 0)
    pages = [a_page([head], 0, flags=2), a_page([b"OpusTags".ljust(255)], 1, open_ended=True)]
    pages += [a_page([bytes(255)], 2 + number, open_ended=True) for number in range(size)]
    return b"".join([*pages, a_page([b"x"], size + 2, granule=48_000)])


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (many_pages, 400),
        (lambda size: an_m4a() + box(b"free") * size, 2_000),
        (lambda size: box(b"ftyp", b"M4A ") + struct.pack(">I4s", 0, b"moov") * size, 20_000),
        (lambda size: an_mp3(between=b"\xff" * size), 20_000),
        (lambda size: an_mp3(before=id3(b"") * size), 20_000),
        (lambda size: an_mp3(frames=size), 2_000),
    ],
)
def test_clean_here_takes_linear_time(make, size):
    assert_linear(clean_here, make, size)


def test_read_sound_refuses_boxes_in_boxes_without_end():
    nested = struct.pack(">I4s", 0, b"moov") * 100_000

    with pytest.raises(NotASoundError):
        read_sound(BytesIO(box(b"ftyp", b"M4A ") + nested))


@pytest.mark.parametrize("line", ["text/html 3", "audio/x 3", "", "audio/mpeg\n 3"])
def test_a_type_that_is_none_of_ours_is_refused(monkeypatch, line):
    answer = Answer(line, b"<script>")
    monkeypatch.setattr("core.files.sounds.run", lambda *_asked: answer)

    with pytest.raises(SoundTooDemandingError):
        read_sound(BytesIO(an_mp3()))
