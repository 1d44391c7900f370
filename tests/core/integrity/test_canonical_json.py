"""RFC 8785: its own examples, and what any value has to keep."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.integrity.canonical_json import NotCanonicalError, canonical_json

MOST = 2**53 - 1
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MOST, MOST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        # RFC 8785, 3.2.3: by UTF-16 code units, so that the emoji stands before the ligature.
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7},
            '{"\\r":2,"1":4,"\x80":6,"\xf6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}',
        ),
        # RFC 8785, 3.2.2: numbers as ECMAScript writes them.
        (
            [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
            "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
        ),
        ("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ([-0.0, 0, 1.0], "[0,0,1]"),
    ],
    ids=["nested", "keys", "numbers", "text", "zeros"],
)
def test_canonical_json_writes_what_the_standard_says(value, text):
    assert canonical_json(value) == text.encode()


@given(values)
def test_canonical_json_reads_back_and_stays_the_same(value):
    written = canonical_json(value)

    read = json.loads(written, parse_int=float)  # as ECMAScript does: every number is a double
    assert read == value
    assert canonical_json(read) == written


@pytest.mark.parametrize(
    "value",
    [2**53, float("nan"), float("inf"), "\ud800", {1: "a"}, {"\ud800": 1}, {1, 2}, b"a"],
    ids=["integer", "nan", "infinity", "surrogate", "key", "key-surrogate", "set", "bytes"],
)
def test_canonical_json_refuses_what_json_cannot_carry(value):
    with pytest.raises(NotCanonicalError):
        canonical_json({"value": value})


def test_canonical_json_refuses_what_is_nested_without_end():
    value = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(NotCanonicalError):
        canonical_json(value)
