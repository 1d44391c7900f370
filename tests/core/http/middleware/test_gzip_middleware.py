"""Pages go out packed, as small as said, and no length gives a secret away."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from core.http.middleware.gzip_middleware import LEAST_BYTES, FastGZipMiddleware, gzip_compress

WORDS = b"The swallow comes home. " * 400


@pytest.fixture
def answer(rf):
    """What becomes of a response on its way out."""

    def sent(response, accepted="gzip, deflate, br"):
        request = rf.get("/", HTTP_ACCEPT_ENCODING=accepted)
        return FastGZipMiddleware(lambda request: response)(request)

    return sent


def test_a_page_is_packed_and_is_the_same_unpacked(answer):
    response = answer(HttpResponse(WORDS))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == WORDS
    assert int(response["Content-Length"]) == len(response.content) < len(WORDS) / 10
    assert response["Vary"] == "Accept-Encoding"


def test_the_length_says_nothing_certain(answer):
    lengths = {len(answer(HttpResponse(WORDS)).content) for _ in range(60)}

    assert len(lengths) > 10


def test_a_name_of_random_length_is_the_only_difference():
    assert gzip.decompress(gzip_compress(WORDS, 100)) == gzip.decompress(gzip_compress(WORDS))
    assert 1 <= len(gzip_compress(WORDS, 100)) - len(gzip_compress(WORDS)) <= 100


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        (HttpResponse(WORDS), "identity"),
        (HttpResponse(WORDS[: LEAST_BYTES - 1]), "gzip"),
        (HttpResponse(WORDS, headers={"Content-Encoding": "br"}), "gzip"),
    ],
    ids=["not accepted", "too short", "packed already"],
)
def test_what_needs_no_packing_stays_as_it_is(answer, response, accepted):
    before = response.content, response.get("Content-Encoding")

    after = answer(response, accepted)

    assert (after.content, after.get("Content-Encoding")) == before


def test_who_takes_no_packed_page_is_told_apart_by_caches(answer):
    assert answer(HttpResponse(WORDS), "identity")["Vary"] == "Accept-Encoding"


def test_a_stream_is_packed_piece_by_piece(answer):
    response = answer(StreamingHttpResponse(iter([WORDS, WORDS])))

    assert gzip.decompress(b"".join(response)) == WORDS * 2


@pytest.mark.parametrize(("mark", "after"), [('"a1"', 'W/"a1"'), ('W/"a1"', 'W/"a1"')])
def test_the_mark_of_a_packed_page_is_weak(answer, mark, after):
    assert answer(HttpResponse(WORDS, headers={"ETag": mark}))["ETag"] == after
