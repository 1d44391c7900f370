"""How slowly a body may be sent and an answer be taken: the same for both ways."""

from __future__ import annotations

from typing import Final

PATIENCE: Final = 20  # seconds in which nothing need come or be taken
SLOWEST: Final = 8 << 10  # bytes a second on average after that: a telephone with a poor signal


def transfer_seconds(transferred: int, *, at_most: int) -> float:
    """By when the next part has to follow, after so many bytes; seconds since the beginning."""
    return min(at_most, PATIENCE + transferred / SLOWEST)
