"""A change anywhere shows in every head behind it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.integrity.hash_chain import GENESIS, chain_heads, first_broken_link, next_head

entries = st.lists(st.binary(max_size=8), min_size=1, max_size=12)


def test_next_head_hashes_the_head_and_the_hash_of_the_entry():
    inner = hashlib.sha256(b"abc").digest()

    assert next_head(GENESIS, b"abc") == hashlib.sha256(bytes(32) + inner).digest()


def test_next_head_refuses_a_head_of_another_length():
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        next_head(bytes(31), b"abc")


@given(entries)
def test_chain_heads_have_no_broken_link(rows):
    assert first_broken_link(rows, list(chain_heads(rows))) is None


@given(entries, st.data())
def test_first_broken_link_names_the_entry_that_was_changed(rows, data):
    heads = list(chain_heads(rows))
    place = data.draw(st.integers(0, len(rows) - 1))
    changed = [*rows[:place], rows[place] + b"!", *rows[place + 1 :]]

    assert first_broken_link(changed, heads) == place
    assert list(chain_heads(changed))[place:] != heads[place:]


@pytest.mark.parametrize(("cut", "broken"), [(slice(0, 2), 2), (slice(0, 3), None)])
def test_first_broken_link_misses_no_head(cut, broken):
    rows = [b"a", b"b", b"c"]

    assert first_broken_link(rows, list(chain_heads(rows))[cut]) == broken
    assert first_broken_link(rows[cut], list(chain_heads(rows))) == (broken and 2)
