"""What may come, and what is left of it."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1 << 20
HEAVIEST: Final = 20 * MIB
MEGAPIXEL: Final = 1_000_000
LARGEST: Final = 40 * MEGAPIXEL
LONGEST_SIDE: Final = 2_560
EXTENSIONS: Final = ("jpg", "png")  # of what is encoded anew


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """Encoded anew: pixels without a word about where, when and by whom."""

    content: bytes
    extension: str
