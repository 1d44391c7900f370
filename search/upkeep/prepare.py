"""Makes the list of common words anew: `python -m search.upkeep.prepare`."""

from __future__ import annotations

import re
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
    texts: list[str] = []  # every sentence of every catalogue, in English and in French
    for path in (path for package in folder.iterdir() for path in package.glob(CATALOGUES)):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:  # not the head of the catalogue
                    for text in (message.id, message.string):
                        texts += (text,) if isinstance(text, str) else text or ()
    words = (word for text in texts for word in WORD.findall(NO_WORD.sub(" ", text)))
    folded = {"".join(words_of(word)) for word in words if word.islower()}
    return sorted(word for word in folded if len(word) >= SHORTEST)


if __name__ == "__main__":
    FROM_CATALOGUES.write_text("\n".join(catalogue_words()) + "\n", encoding="utf-8")
