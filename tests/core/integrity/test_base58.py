"""Base 58 as Multibase writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.integrity.base58 import InvalidBase58Error, decode_base58, encode_base58


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "z"),
        # draft-msporny-base58, test vectors
        (b"Hello World!", "z2NEpo7TZRRrLZSi2U"),
        (bytes.fromhex("0000287fb4cd"), "z11233QC4"),
        # the test suite of Multibase
        (b"yes mani !", "z7paNL19xttacUY"),
        (b"\x00\x00yes mani !", "z117paNL19xttacUY"),
    ],
)
def test_base58_known_texts(data, text):
    assert encode_base58(data) == text
    assert decode_base58(text) == data


@given(st.binary(max_size=100))
def test_decode_base58_gives_the_bytes_back(data):
    assert decode_base58(encode_base58(data)) == data


@pytest.mark.parametrize("text", ["", "2NEpo7", "z0", "zO", "zé", "z" + "2" * 200])
def test_decode_base58_refuses_what_is_none(text):
    with pytest.raises(InvalidBase58Error):
        decode_base58(text)
