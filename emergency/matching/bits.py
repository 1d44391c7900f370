"""Sets of homes as bits of one whole number: asking all of thousands takes a moment."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, count

_SHOWN = bytes.maketrans(b"01", b"\x00\x01")


def set_of(places: Iterable[int], size: int) -> int:
    """The set of these places, each below `size`."""
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def places_in(bits: int) -> list[int]:
    """The places of a set, in order."""
    digits = f"{bits:b}"[::-1].encode().translate(_SHOWN)
    return list(compress(count(), digits))
