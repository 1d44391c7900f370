import pytest
from django.test import RequestFactory

from core.http.byte_ranges import byte_range_response, version_of

WORDS = b"0123456789"
MOST = 6  # bytes in one answer


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(WORDS)
    with path.open("rb") as opened:
        yield opened


@pytest.fixture
def ask(file):
    def ask(most_bytes=MOST, method="GET", **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().generic(method, "/file", headers=names)
        return byte_range_response(
            request, file, content_type="application/x-file", most_bytes=most_bytes
        )

    return ask


def said(response):
    return response.status_code, response.headers.get("Content-Range"), response.content


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", (206, "bytes 0-0/10", b"0")),
        ("bytes=2-4", (206, "bytes 2-4/10", b"234")),
        ("bytes=7-", (206, "bytes 7-9/10", b"789")),
        ("bytes=-2", (206, "bytes 8-9/10", b"89")),
        ("bytes=8-99", (206, "bytes 8-9/10", b"89")),
    ],
)
def test_byte_range_response_gives_the_part_asked_for(ask, asked, part):
    response = ask(Range=asked)

    assert said(response) == part
    assert response.headers["Content-Type"] == "application/x-file"
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=0-", "bytes=0-999999999999"])
def test_byte_range_response_cuts_a_huge_part(ask, asked):
    assert said(ask(Range=asked)) == (206, "bytes 0-5/10", b"012345")


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-120", "bytes=0-1,3-4", "bytes=-99"])
def test_byte_range_response_refuses_several_parts_and_none(ask, asked):
    assert said(ask(Range=asked)) == (416, "bytes */10", b"")


@pytest.mark.parametrize(
    "asked", ["", "lines=0-3", "bytes=5-2", "bytes=a-b", "bytes=", f"bytes=0-{'9' * 5000}", "x"]
)
def test_byte_range_response_hands_out_no_large_file_at_once(ask, asked):
    whole = ask(Range=asked, most_bytes=len(WORDS))
    refused = ask(Range=asked)

    assert said(whole) == (200, None, WORDS)
    assert refused.status_code == 403
    assert b"Range" in refused.content


def test_byte_range_response_to_head_says_the_size_and_no_more(ask):
    response = ask(method="HEAD", Range="bytes=0-3")

    assert said(response) == (200, None, b"")
    assert response.headers["Content-Length"] == "10"


def test_byte_range_response_gives_parts_of_the_same_version_only(ask, file):
    etag = ask(method="HEAD").headers["ETag"]

    assert etag == f'"{version_of(file)}"'
    assert ask(Range="bytes=0-1", If_Range=etag).status_code == 206
    assert ask(Range="bytes=0-1", If_Range=f"W/{etag}").status_code == 403
    assert said(ask(Range="bytes=0-1", If_Range='"old"', most_bytes=10)) == (200, None, WORDS)


def test_version_of_changes_with_the_file(tmp_path):
    path = tmp_path / "file"
    versions = set()
    for words in (b"one", b"three"):
        path.write_bytes(words)
        with path.open("rb") as opened:
            versions.add(version_of(opened))

    assert len(versions) == 2
