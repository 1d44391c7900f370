"""Hash chains: whoever knows the last head knows whether an earlier entry was changed.

The sealed logs use `next_head` and look at each batch themselves. `chain_heads` and
`first_broken_link` are the same for plain entries: for other chains, and for whoever checks a copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

GENESIS: Final = bytes(32)  # stands where the first entry has no head before it


def next_head(previous: bytes, entry: bytes) -> bytes:
    """32 bytes: SHA-256 over the previous head and over the SHA-256 of the entry.

    That is the linking of Haber and Stornetta (How to Time-Stamp a Digital Document, 1991). Both
    parts have 32 bytes, so that no other pair of parts gives the same input. Raises ValueError for
    a previous head of another length.
    """
    if len(previous) != len(GENESIS):
        raise ValueError(f"a head has {len(GENESIS)} bytes, not {len(previous)}")
    return hashlib.sha256(previous + hashlib.sha256(entry).digest()).digest()


def chain_heads(entries: Iterable[bytes], *, start: bytes = GENESIS) -> Iterator[bytes]:
    """The head after each entry, in order."""
    head = start
    for entry in entries:
        head = next_head(head, entry)
        yield head


def first_broken_link(
    entries: Sequence[bytes], heads: Sequence[bytes], *, start: bytes = GENESIS
) -> int | None:
    """Index of the first head that doesn't follow from its entry and the heads before; None if all
    do. A head that is missing, or one too many, is broken at its index.
    """
    for index, expected in enumerate(chain_heads(entries, start=start)):
        if index >= len(heads) or heads[index] != expected:
            return index
    return len(entries) if len(heads) > len(entries) else None
