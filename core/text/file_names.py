"""Names of uploaded files, as people may read them. Nothing in them is to be believed."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST_TITLE: Final = 120


def clean_title(raw_title: str) -> str:
    """A name for people: one line, no path, nothing invisible, no ending; it may come out empty."""
    last = raw_title.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", last))
    seen = "".join(sign for sign in shown if unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split()).strip(". ")[:LONGEST_TITLE].strip()


def stem_of(name: str) -> str:
    """The name of an uploaded file without its ending, which is not to be believed."""
    title = clean_title(name)
    stem, dot, ending = title.rpartition(".")
    return stem.strip(". ") if dot and 0 < len(ending) <= 5 and ending.isalnum() else title
