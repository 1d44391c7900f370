"""Bags are written as a stream, and read with suspicion."""

import hashlib
import stat
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from core.files.bag_uploads import read_uploaded_bag
from core.files.bagit import (
    LARGEST,
    BagDamagedError,
    BagLimits,
    BagTooLargeError,
    BagVersionError,
    BagWriter,
    LinkInBagError,
    NotABagError,
    TooManyFilesError,
    UnsafeNameError,
    read_bag,
)

AT = datetime(2027, 3, 1, 12)  # noqa: DTZ001  a ZIP file knows no zones
FILES = {"README.txt": b"Hello", "photos/a.jpg": bytes(range(256)) * 300}


def a_bag(files=FILES, **info):
    out = BytesIO()
    bag = BagWriter(out, "mine", at=AT)
    for path, content in files.items():
        bag.add(path, [content[:7], content[7:]])
    bag.close({"Source-Organization": "example.org", **info})
    return out.getvalue()


def rebuilt(change):
    """The same bag after `change` was made to its files by name, sums and all left alone."""
    with ZipFile(BytesIO(a_bag())) as bag:
        files = {name: bag.read(name) for name in bag.namelist()}
    change(files)
    return zipped(files)


def zipped(files, *, compression=ZIP_DEFLATED, **attributes):
    out = BytesIO()
    with ZipFile(out, "w", compression) as bag:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type = compression
            for attribute, value in attributes.items():
                setattr(entry, attribute, value)
            bag.writestr(entry, content)
    return out.getvalue()


def without_sum(files):
    files["mine/manifest-sha256.txt"] = b"\n".join(
        files["mine/manifest-sha256.txt"].splitlines()[1:]
    )


def with_sums(files):
    """Whoever changes a bag may well count the sums of the manifests again."""
    lines = (
        f"{hashlib.sha256(files[f'mine/{name}']).hexdigest()}  {name}"
        for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    )
    files["mine/tagmanifest-sha256.txt"] = "\n".join(lines).encode()


def of_version(version):
    def change(files):
        files["mine/bagit.txt"] = f"BagIt-Version: {version}\n".encode()
        with_sums(files)

    return change


def without_one_line(files):
    without_sum(files)
    with_sums(files)


def test_read_bag_gives_back_what_was_written():
    bag = read_bag(a_bag(**{"External-Description": "two\nlines"}))

    assert bag.files == FILES
    assert bag.info == {
        "Source-Organization": "example.org",
        "External-Description": "two lines",
        "Bagging-Date": "2027-03-01",
        "Payload-Oxum": f"{5 + 256 * 300}.2",
    }


@pytest.mark.parametrize("path", ["../up", "/root", "a//b", "a b", "é", ".hidden", "README.txt"])
def test_bag_writer_refuses_names_that_are_not_plain(path):
    bag = BagWriter(BytesIO(), "mine", at=AT)
    bag.add("README.txt", [b""])

    with pytest.raises(ValueError, match=path):
        bag.add(path, [b""])


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", NotABagError, id="nothing"),
        pytest.param(b"%PDF-1.7", NotABagError, id="no-zip"),
        pytest.param(a_bag()[:-40], NotABagError, id="cut-off"),
        pytest.param(zipped({"mine/data/a": b""}), NotABagError, id="no-bag"),
        pytest.param(zipped({"bagit.txt": b""}), NotABagError, id="no-folder"),
        pytest.param(zipped({"a/b": b"", "c/d": b""}), NotABagError, id="two-folders"),
        pytest.param(
            zipped({"a/b": b"x" * 99}, compression=ZIP_BZIP2), NotABagError, id="other-packing"
        ),
        pytest.param(zipped({"mine/../../x": b""}), UnsafeNameError, id="traversal"),
        pytest.param(zipped({"/etc/passwd": b""}), UnsafeNameError, id="absolute"),
        pytest.param(zipped({"mine\\..\\x": b""}), UnsafeNameError, id="backslash"),
        pytest.param(zipped({"C:/x": b""}), UnsafeNameError, id="drive"),
        pytest.param(zipped({"mine/a\nb": b""}), UnsafeNameError, id="line-end"),
        pytest.param(
            zipped({"mine/data/a": b"/etc"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
            LinkInBagError,
            id="symlink",
        ),
        pytest.param(
            zipped({"mine/data/a": b""}, external_attr=(stat.S_IFIFO | 0o600) << 16),
            LinkInBagError,
            id="pipe",
        ),
        pytest.param(
            rebuilt(lambda files: files.update({"mine/data/README.txt": b"Hallo"})),
            BagDamagedError,
            id="wrong-hash",
        ),
        pytest.param(
            rebuilt(lambda files: files.update({"mine/data/more": b""})),
            BagDamagedError,
            id="one-file-more",
        ),
        pytest.param(
            rebuilt(lambda files: files.pop("mine/data/README.txt")),
            BagDamagedError,
            id="one-file-less",
        ),
        pytest.param(rebuilt(without_sum), BagDamagedError, id="other-manifest"),
        pytest.param(rebuilt(without_one_line), BagDamagedError, id="one-line-less"),
        pytest.param(
            rebuilt(lambda files: files.pop("mine/tagmanifest-sha256.txt")),
            BagDamagedError,
            id="no-tag-manifest",
        ),
        pytest.param(rebuilt(of_version("0.93")), BagVersionError, id="older"),
        pytest.param(rebuilt(of_version("2.0")), BagVersionError, id="newer"),
    ],
)
def test_read_bag_refuses(content, refusal):
    with pytest.raises(refusal):
        read_bag(content)


def test_read_bag_refuses_a_bomb_before_it_goes_off():
    bomb = zipped({"mine/data/a": bytes(1 << 20)})

    with pytest.raises(BagTooLargeError):
        read_bag(bomb, BagLimits(octets=1 << 19))
    with pytest.raises(TooManyFilesError):
        read_bag(a_bag(), BagLimits(files=3))


def test_read_bag_believes_no_size_that_an_entry_declares():
    lying = bytearray(zipped({"mine/data/a": bytes(1 << 20)}))
    for start in (lying.find(b"PK\3\4") + 22, lying.find(b"PK\1\2") + 24):
        lying[start : start + 4] = (10).to_bytes(4, "little")

    with pytest.raises(BagDamagedError):
        read_bag(bytes(lying), BagLimits(octets=1 << 19))


def test_read_bag_refuses_names_that_come_twice():
    out = BytesIO()
    with ZipFile(out, "w") as bag:
        bag.writestr("mine/data/a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            bag.writestr("mine/data/a", b"2")

    with pytest.raises(UnsafeNameError):
        read_bag(out.getvalue())


def test_read_uploaded_bag_reads_in_a_process_of_its_own(monkeypatch):
    bag = read_uploaded_bag(BytesIO(a_bag()))

    assert (bag.files, bag.info["Source-Organization"]) == (FILES, "example.org")
    with pytest.raises(UnsafeNameError):
        read_uploaded_bag(BytesIO(zipped({"mine/../x": b""})))
    monkeypatch.setattr("core.files.bag_uploads.LARGEST", 100)
    with pytest.raises(BagTooLargeError):
        read_uploaded_bag(BytesIO(a_bag()))


def test_read_uploaded_bag_holds_what_the_limit_says():
    """The bytes that come back from the other process are enough for it."""
    manifests = 1_000  # bytes beside the payload, at least
    largest = a_bag({"a": bytes(LARGEST - manifests)})

    bag = read_uploaded_bag(BytesIO(largest))

    assert len(bag.files["a"]) == LARGEST - manifests
    with pytest.raises(BagTooLargeError, match="up to 64 MB, before and after unpacking"):
        read_bag(a_bag({"a": bytes(LARGEST)}))
