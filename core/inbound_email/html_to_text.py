"""Text of an HTML e-mail, without what it quotes."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

BREAKS: Final = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "hr"}
UNSEEN: Final = {"head", "style", "script", "title", "blockquote"}
EMPTY: Final = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source"}
QUOTES: Final = re.compile(
    r"gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|divRplyFwdMsg"
    r"|appendonsend|gmail_signature|moz-signature|ms-outlook-mobile-signature"
)
ENDS: Final = re.compile(r"divRplyFwdMsg|appendonsend")  # Outlook puts what follows beside it


LONGEST: Final = 1_000_000  # characters that are looked through; a message holds far fewer


def html_to_text(page: str) -> str:
    """One line for each paragraph, row and break."""
    reader = _Reader()
    reader.feed(page[:LONGEST])
    reader.close()
    lines = (re.sub(r" {2,}", " ", line).strip() for line in "".join(reader.chunks).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Silent inside of what isn't seen or was quoted, until that ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.chunks: list[str] = []
        self.silent: list[str] = []  # open elements since the one that made it silent
        self.depths: Counter[str] = Counter()  # how often each of them is open
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = " ".join(value or "" for name, value in attrs if name in {"class", "id"})
        self.is_over = self.is_over or bool(ENDS.search(names))
        if self.silent or tag in UNSEEN or QUOTES.search(names):
            if tag not in EMPTY:
                self.silent.append(tag)
                self.depths[tag] += 1
        elif tag in BREAKS:
            self.chunks.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.depths[tag]:
            self._close(tag)
        elif tag in BREAKS - EMPTY:
            self.chunks.append("\n")

    def _close(self, tag: str) -> None:
        """An end tag ends what was opened within it too."""
        ended = ""
        while ended != tag:
            ended = self.silent.pop()
            self.depths[ended] -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.is_over:
            self.chunks.append(re.sub(r"[ \t\r\n\f]+", " ", data))
