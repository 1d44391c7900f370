"""Choices that look like chance and are the same in every load."""

from collections.abc import Sequence
from hashlib import blake2b


def share(*key: object) -> float:
    """A number from 0 up to 1, the same for the same key."""
    digest = blake2b("/".join(map(str, key)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def chance(odds: float, *key: object) -> bool:
    return share(*key) < odds


def pick[Thing](things: Sequence[Thing], *key: object) -> Thing:
    return things[int(share(*key) * len(things))]


def number(least: int, most: int, *key: object) -> int:
    """A whole number from `least` to `most`, both included."""
    return least + int(share(*key) * (most - least + 1))


def some[Thing](things: Sequence[Thing], count: int, *key: object) -> list[Thing]:
    """So many different things, in their own order."""
    ranked = sorted(range(len(things)), key=lambda place: share(*key, place))
    return [things[place] for place in sorted(ranked[:count])]
