"""Templates without their indentation, which nobody but their authors needs to see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.template import Origin
from django.template.loaders.app_directories import Loader

OURS = Path(__file__).parents[1]
THEIRS = "site-packages"
INDENTATION = re.compile(r"\n[ \t]+")


class Unindented(Loader):
    """Leaves the indentation of our own pages away when they are read, which is once.

    A sixth of the list was spaces: they were joined, packed and sent each time. What people write
    comes in later and keeps each of its spaces; letters (`.txt`) and the templates of others are
    left alone, and so are the numbers of the lines.
    """

    def get_contents(self, origin: Origin) -> str:
        source: str = super().get_contents(origin)
        return INDENTATION.sub("\n", source) if _is_page_of_ours(origin.name) else source


def _is_page_of_ours(name: Any) -> bool:
    path = Path(name)
    return path.suffix == ".html" and path.is_relative_to(OURS) and THEIRS not in path.parts
