"""Chapters of two travel books in the public domain, healed of their lines and shortened."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

FOLDER = "stories"
BROKEN = re.compile(r"\b(\w+)- (\w+)\b")
DASH = re.compile(r"^-+ |^— ?")
PAUSE = re.compile(r"(?<=\S) -+ ")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LITTLE = {"a", "and", "of", "the"}  # after these a line ended, and the hyphen is a speck


def books(source: Path, written: Path) -> list[dict[str, Any]]:
    """Each book with the chapters that a hand has chosen, in their order."""
    chosen = json.loads(written.read_text(encoding="utf-8"))
    found = []
    for book in chosen:
        path = source / FOLDER / f"{book['file']}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = {row["chapter"]: row["text"] for row in map(json.loads, lines)}
        whole = (BROKEN.sub(" ", text) for text in texts.values())
        known = {word.lower() for text in whole for word in WORD.findall(text)}
        chapters = [
            {
                "title": wanted["title"],
                "place": wanted["place"],
                "paragraphs": paragraphs(texts[wanted["chapter"]], known, *wanted["paragraphs"]),
            }
            for wanted in book["chapters"]
        ]
        about = {name: value for name, value in book.items() if name != "file"}
        found.append(about | {"chapters": chapters})
    return found


def paragraphs(text: str, known: set[str], first: int, end: int) -> list[str]:
    """Some paragraphs, with words put together again that a line of print had parted.

    Their dashes and apostrophes are as a printer sets them.
    """
    parts = [part.strip() for part in text.split("\n\n")]
    whole = (healed(part, known) for part in parts[first:end] if part)
    dashed = (PAUSE.sub(" — ", DASH.sub("— ", one)) for one in whole)
    return [one.replace("'", "’").replace("oeu", "œu").replace("Oeu", "Œu") for one in dashed]


def healed(text: str, known: set[str]) -> str:
    """`sur- rounded` is one word where the book has it as one elsewhere; else it has a hyphen."""

    def join(found: re.Match[str]) -> str:
        left, right = found.groups()
        hyphenated = f"{left}-{right}"
        if hyphenated.lower() in known:
            return hyphenated
        if left.lower() in LITTLE:
            return f"{left} {right}"
        both_stand_alone = {left.lower(), right.lower()} <= known and len(left) > 3
        is_one_word = (left + right).lower() in known or not both_stand_alone
        return left + right if is_one_word else hyphenated

    return BROKEN.sub(join, text)
