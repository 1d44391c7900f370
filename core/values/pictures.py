"""A photograph as a page shows it: addresses, measures and words, whoever keeps the file."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture in several widths: `image/avif`, `a.avif 480w, b.avif 960w`."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What stays in view where a picture is cut: hundredths from its left edge and from its top."""

    x: int
    y: int

    @property
    def across(self) -> int:
        """The nearest ten: what `photo.css` knows."""
        return round(self.x, -1)

    @property
    def down(self) -> int:
        return round(self.y, -1)


MIDDLE: Final = Focus(50, 50)


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` says what is to be seen; `caption` where and who; `credit` whose work it is, and
    `licence` how others may use it. `card` is cut for shared links, once it is made.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    sources: tuple[Source, ...] = ()
    caption: str = ""
    credit: str = ""
    licence: str = ""
    licence_url: str = ""
    focus: Focus | None = None
    card: str = ""

    @property
    def to_share(self) -> str:
        return self.card or self.url
