"""Merkle trees as Certificate Transparency has them (RFC 9162, section 2.1; RFC 6962 alike).

One root stands for a list of entries; a proof of logarithmic length shows that one entry is in the
list, and tells nothing of the others but hashes.

The sealed logs publish roots. `inclusion_proof` and `is_included` are the other half of such a
commitment: they show one row, or any other entry, to somebody who may not see the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry: never equal to a node, which begins with 0x01 (RFC 9162)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both hashes below."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def merkle_root(entries: Sequence[bytes]) -> bytes:
    """The tree hash MTH of RFC 9162, 2.1.1, 32 bytes; of no entries the SHA-256 of nothing."""
    return _root([leaf_hash(entry) for entry in entries])


def inclusion_proof(entries: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from entry `index` up to the root (RFC 9162, 2.1.3.1).

    Raises IndexError where there is no such entry.
    """
    if not 0 <= index < len(entries):
        raise IndexError(index)
    level, proof = [leaf_hash(entry) for entry in entries], []
    while len(level) > 1:
        half = _split_at(len(level))
        if index < half:
            proof.append(_root(level[half:]))
            level = level[:half]
        else:
            proof.append(_root(level[:half]))
            level, index = level[half:], index - half
    return proof[::-1]


def is_included(
    entry: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof leads from the entry, at `index` of `size`, to the root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, head = index, size - 1, leaf_hash(entry)
    for sibling in proof:
        if last == 0:
            return False
        if node % 2 or node == last:
            head = node_hash(sibling, head)
            while node and not node % 2:
                node, last = node >> 1, last >> 1
        else:
            head = node_hash(head, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and head == root


def _root(leaves: Sequence[bytes]) -> bytes:
    """By levels from below: a node without a neighbour moves up, as the split by powers of two
    wants it.
    """
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def _split_at(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
