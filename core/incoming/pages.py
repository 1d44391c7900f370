"""The words of a mail that is a page, without what it quotes."""

from __future__ import annotations

import re
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


def text_of(page: str) -> str:
    """One line for each paragraph, row and break."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r" {2,}", " ", line).strip() for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Silent inside of what isn't seen or was quoted, until that ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent: list[str] = []  # open elements since the one that made it silent
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = " ".join(value or "" for name, value in attrs if name in {"class", "id"})
        self.is_over = self.is_over or bool(ENDS.search(names))
        if self.silent or tag in UNSEEN or QUOTES.search(names):
            if tag not in EMPTY:
                self.silent.append(tag)
        elif tag in BREAKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                continue
        elif tag in BREAKS - EMPTY:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.is_over:
            self.said.append(re.sub(r"[ \t\r\n\f]+", " ", data))
