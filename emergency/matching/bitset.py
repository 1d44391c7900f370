"""Sets of homes as bits of one whole number: asking all of thousands takes a moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_IN_OCTET: Final = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))


def bitset_of(places: Iterable[int], size: int) -> int:
    """The set of these places, each below `size`."""
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def indices_in(bits: int) -> list[int]:
    """The places of a set, in order."""
    octets = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    return [8 * at + bit for at, octet in enumerate(octets) if octet for bit in _IN_OCTET[octet]]
