"""Makes the list of common words anew: `python -m search.upkeep.prepare`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from commons.geography.gazetteer import words_of
from search.index.documents.common_words import FROM_CATALOGUES

ROOT: Final = Path(__file__).parents[2]
CATALOGUES: Final = "**/locale/fr/LC_MESSAGES/django.po"
NO_WORD: Final = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[^}]*\}|<[^>]*>|https?://\S+|\S+@\S+")
WORD: Final = re.compile(r"[^\W\d_]+")
SHORTEST: Final = 3  # letters


def catalogue_words(folder: Path = ROOT) -> list[str]:
    """Folded words that the catalogues below a folder write in small letters, sorted."""
    paths = (path for package in folder.iterdir() for path in package.glob(CATALOGUES))
    texts = (text for path in paths for text in _texts(path))
    words = (word for text in texts for word in WORD.findall(NO_WORD.sub(" ", text)))
    folded = {"".join(words_of(word)) for word in words if word.islower()}
    return sorted(word for word in folded if len(word) >= SHORTEST)


def _texts(path: Path) -> Iterator[str]:
    """Every sentence of one catalogue, in English and in French."""
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:  # not the head of the catalogue
                for text in (message.id, message.string):
                    yield from (text,) if isinstance(text, str) else text or ()


if __name__ == "__main__":
    FROM_CATALOGUES.write_text("\n".join(catalogue_words()) + "\n", encoding="utf-8")
