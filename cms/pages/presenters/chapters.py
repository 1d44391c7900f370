"""How the blocks of a page fall into chapters: words in a column, wide ones as sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from wagtail.blocks import BoundBlock

from cms.blocks.streams import WIDE


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks that stand together on the page."""

    is_wide: bool
    blocks: tuple[BoundBlock, ...]


def chapters_of(stream: Iterable[BoundBlock]) -> list[Chapter]:
    """In the editors' order."""
    groups = groupby(stream, key=lambda block: block.block_type in WIDE)
    return [Chapter(is_wide, tuple(blocks)) for is_wide, blocks in groups]


def opening_and_rest(stream: Iterable[BoundBlock]) -> tuple[Chapter, list[Chapter]]:
    """What stands beside the companion of the page, and what follows over its whole width."""
    found = chapters_of(stream)
    if found and not found[0].is_wide:
        return found[0], found[1:]
    return Chapter(is_wide=False, blocks=()), found
