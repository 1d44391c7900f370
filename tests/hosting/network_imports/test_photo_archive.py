"""A ZIP of photographs: only what was asked for comes out, and no trap is opened."""

import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from hosting.network_imports import photo_archive
from hosting.network_imports.errors import (
    LinkInZipError,
    NotAZipError,
    TooManyFilesInZipError,
    UnsafeNameInZipError,
    ZipDamagedError,
    ZipTooHeavyError,
)
from hosting.network_imports.photo_archive import LARGEST, read_photos, unpack


def zipped(*entries, compression=ZIP_DEFLATED):
    """Each entry is a name, or a ZipInfo, with its content."""
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return out.getvalue()


def a_link():
    entry = ZipInfo("mill.jpg")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted(data):
    """With the flag of an encrypted entry, in both headers."""
    local, central = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    changed = bytearray(data)
    changed[local] |= 1
    changed[central] |= 1
    return bytes(changed)


def broken(data):
    """With other bytes where the content of the first entry begins."""
    return data[:38] + b"\xff\xff" + data[40:]


def test_wanted_photos_come_out_whatever_their_folder_and_case():
    data = zipped(
        ("Photos/MILL.jpg", b"mill"),
        ("barn.png", b"barn"),
        ("notes.txt", b"notes"),
        ("__MACOSX/._mill.jpg", b"system"),
    )

    photos, others = read_photos(BytesIO(data), {"mill.jpg", "barn.png", "missing.jpg"})

    assert (photos, others) == ({"mill.jpg": b"mill", "barn.png": b"barn"}, 1)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NotAZipError),
        (b"no zip at all", NotAZipError),
        (zipped(("../mill.jpg", b"x")), UnsafeNameInZipError),
        (zipped(("/etc/mill.jpg", b"x")), UnsafeNameInZipError),
        (zipped(("a\\..\\mill.jpg", b"x")), UnsafeNameInZipError),
        (zipped((a_link(), b"/etc/passwd")), LinkInZipError),
        (zipped(("mill.jpg", bytes(1_001))), ZipTooHeavyError),
        (zipped(*((f"{n}.jpg", b"") for n in range(11))), TooManyFilesInZipError),
        (encrypted(zipped(("mill.jpg", b"x"))), ZipDamagedError),
        (broken(zipped(("mill.jpg", b"x" * 99))), ZipDamagedError),
    ],
    ids=[
        *("empty", "no-zip", "up", "root", "backslash", "link", "bomb", "files", "encrypted"),
        "damaged",
    ],
)
def test_trap_in_a_zip_is_refused(monkeypatch, data, refusal):
    monkeypatch.setattr(photo_archive, "LARGEST", 1_000)
    monkeypatch.setattr(photo_archive, "MOST_FILES", 10)

    with pytest.raises(refusal):
        unpack(data, {"mill.jpg"})


def test_bomb_that_lies_about_its_size_is_refused():
    data = zipped(("mill.jpg", bytes(100_000)))
    size = (100_000).to_bytes(4, "little")

    with pytest.raises(ZipDamagedError):
        unpack(data.replace(size, (10).to_bytes(4, "little")), {"mill.jpg"})


def test_bomb_is_refused_by_the_bounded_process():
    data = zipped(("mill.jpg", bytes(LARGEST + 1)))

    with pytest.raises(ZipTooHeavyError):
        read_photos(BytesIO(data), {"mill.jpg"})


def test_heavy_zip_isnt_sent_to_the_process(monkeypatch):
    monkeypatch.setattr(photo_archive, "LARGEST", 1_000)

    with pytest.raises(ZipTooHeavyError):
        read_photos(BytesIO(bytes(1_001)), set())
