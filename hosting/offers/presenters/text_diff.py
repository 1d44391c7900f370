"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

WORD: Final = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
CONTEXT_LENGTH: Final = 160  # letters of what stayed that stand around a change


@dataclass(frozen=True, slots=True)
class TextDiffPart:
    """A run of words: `same`, `gone` or `new`."""

    state: str
    text: str


def diff_words(old: str, new: str) -> tuple[TextDiffPart, ...]:
    """Nothing where both say the same. Long stretches that stayed are cut in their middle."""
    if old == new:
        return ()
    before, after = WORD.findall(old), WORD.findall(new)
    pieces: list[TextDiffPart] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            text = "".join(before[i1:i2])
            pieces.append(
                TextDiffPart(
                    "same",
                    (
                        text
                        if len(text) <= 2 * CONTEXT_LENGTH
                        else f"{text[:CONTEXT_LENGTH]} … {text[-CONTEXT_LENGTH:]}"
                    ),
                )
            )
            continue
        pieces += [TextDiffPart("gone", "".join(before[i1:i2]))] if i1 < i2 else []
        pieces += [TextDiffPart("new", "".join(after[j1:j2]))] if j1 < j2 else []
    return tuple(pieces)
