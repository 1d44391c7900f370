"""Chapters of two travel books in the public domain, healed of their lines and shortened."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
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
    return [_read_book(book, source / FOLDER / f"{book['file']}.jsonl.gz") for book in chosen]


def _read_book(book: dict[str, Any], path: Path) -> dict[str, Any]:
    texts = {row["chapter"]: row["text"] for row in _rows(path)}
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
    return {name: value for name, value in book.items() if name != "file"} | {"chapters": chapters}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def paragraphs(text: str, known: set[str], first: int, end: int) -> list[str]:
    """Some paragraphs, with words put together again that a line of print had parted."""
    parts = [part.strip() for part in text.split("\n\n")]
    return [_set(healed(part, known)) for part in parts[first:end] if part]


def healed(text: str, known: set[str]) -> str:
    """`sur- rounded` is one word where the book has it as one elsewhere; else it has a hyphen."""

    def join(found: re.Match[str]) -> str:
        left, right = found.groups()
        hyphenated = f"{left}-{right}"
        return hyphenated if hyphenated.lower() in known else _joined(left, right, known)

    return BROKEN.sub(join, text)


def _joined(left: str, right: str, known: set[str]) -> str:
    if left.lower() in LITTLE:
        return f"{left} {right}"
    both_stand_alone = {left.lower(), right.lower()} <= known and len(left) > 3
    if (left + right).lower() in known or not both_stand_alone:
        return left + right
    return f"{left}-{right}"


def _set(text: str) -> str:
    """Dashes and apostrophes as a printer sets them."""
    text = PAUSE.sub(" — ", DASH.sub("— ", text))
    return text.replace("'", "’").replace("oeu", "œu").replace("Oeu", "Œu")
