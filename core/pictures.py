"""A photograph as a page shows it: addresses, measures and words, whoever keeps the file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture in several widths: `image/avif`, `a.avif 480w, b.avif 960w`."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` says what is to be seen; `caption` where and who; `credit` whose work it is."""

    url: str
    width: int
    height: int
    alt: str
    sources: tuple[Source, ...] = ()
    caption: str = ""
    credit: str = ""
