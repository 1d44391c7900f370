"""Rich text that people write: sanitising, conversion to plain text, splitting."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from core.text.markup import Rewriter, token_pattern, without_empty
from core.text.texts import without_controls

BLOCKS: Final = ("p", "h3", "h4", "ul", "ol", "li", "blockquote", "hr")
TAGS: Final = {*BLOCKS, "br", "strong", "em", "a"}
SAME: Final = {
    "b": "strong",
    "i": "em",
    "h1": "h3",
    "h2": "h3",
    "h5": "h4",
    "h6": "h4",
    "div": "p",
    "tr": "p",
}
SILENT: Final = {  # what stands in them is no text of theirs
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "svg",
    "math",
}
SCHEMES: Final = {"http", "https", "mailto"}
SENTENCE_ENDS: Final = "。！？।。\u104b\u17d4"  # of scripts that put no space behind them
MOST_MARKS: Final = 8  # that a letter carries

_tokens = token_pattern(SILENT)
_block = re.compile(rf"<(?:{'|'.join(BLOCKS)})>")
_block_end = re.compile(r"</(?:p|h3|h4|li|blockquote)>|<br>|<hr>")
_tag = re.compile(r"""<(?:[^"<>]|"[^"]*+")*+>""")
_nothing = re.compile(r"(?:\s|&nbsp;)*+")
_known = "|".join(sorted({*TAGS, *SAME, *SILENT, "span", "img", "table", "o:p"}))
_looks_rich = re.compile(rf"</?(?:{_known})\b[^<>]*>", re.IGNORECASE)


def clean_html(written: str) -> str:
    """Paragraphs, two levels of headings, lists, quotes, stress and links; nothing else stays.

    Text without a tag is taken as it was typed: an empty line begins a paragraph. What came from
    a word processor loses its looks and keeps its words. `clean(clean(x)) == clean(x)`.
    """
    written = without_controls(written)
    if not _looks_rich.search(written):
        parts = [part.strip() for part in re.split(r"\n[ \t]*\n", written) if part.strip()]
        escaped = (html.escape(part, quote=False).replace("\n", "<br>") for part in parts)
        # As nh3 writes it: what is cleaned again stays the same.
        return "".join(f"<p>{part}</p>" for part in escaped).replace("\u00a0", "&nbsp;")
    import nh3  # noqa: PLC0415  2 MiB for who writes; most people read

    kept = nh3.clean(
        Rewriter(TAGS, SAME).rewrite(written, _tokens),
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    kept = without_empty(kept, _nothing).strip()
    return kept if not kept or _block.search(kept) else f"<p>{kept}</p>"


def plain_text(prose: str) -> str:
    """The words alone, a line for each paragraph."""
    lines = html.unescape(_tag.sub("", _block_end.sub("\n", prose))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def word_count(prose: str) -> int:
    return len(plain_text(prose).split())


def split_html(prose: str, most: int) -> list[str]:
    """Clean prose in pieces of at most `most` signs, cut between paragraphs where it can be."""
    pieces: list[str] = []
    for part in (cut for whole in _parts(prose) for cut in _cut(whole, most)):
        if pieces and len(pieces[-1]) + len(part) <= most:
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _parts(prose: str) -> list[str]:
    """What stands at the top: paragraphs, headings, whole lists and quotes."""
    parts, depth, start = [], 0, 0
    for tag in re.finditer(r"<(/?)(p|h3|h4|ul|ol|blockquote)>|<hr>", prose):
        depth += 0 if tag[0] == "<hr>" else -1 if tag[1] else 1
        if depth == 0:
            parts.append(prose[start : tag.end()])
            start = tag.end()
    return [part for part in (*parts, prose[start:]) if part.strip()]


def _cut(part: str, most: int) -> list[str]:
    """A paragraph that is longer than a piece loses its stress and is cut between two words."""
    if len(part) <= most:
        return [part]
    room = most - len("<p></p>")
    lines: list[list[str]] = [[]]
    left = room
    for word in plain_text(part).split():
        for chunk in _in_lengths(html.escape(word, quote=False), room):
            if lines[-1] and len(chunk) + 1 > left:
                lines.append([])
                left = room
            lines[-1].append(chunk)
            left -= len(chunk) + 1
    return [f"<p>{' '.join(line)}</p>" for line in lines]


def _in_lengths(word: str, most: int) -> Iterator[str]:
    """A word, or what is written without spaces, escaped: in lengths of at most `most`."""
    start = 0
    while len(word) - start > most:
        end = _end_of_length(word, start, start + most)
        yield word[start:end]
        start = end
    yield word[start:]


def _end_of_length(word: str, start: int, end: int) -> int:
    """Behind a sentence where there is one, and never within an entity or a letter's marks."""
    half = (start + end) // 2
    if sentence := max(word.rfind(sign, half, end) for sign in SENTENCE_ENDS) + 1:
        return sentence
    entity = word.rfind("&", end - len("&amp;") + 1, end)
    if entity > start and ";" not in word[entity:end]:
        return entity
    near = range(end, max(end - MOST_MARKS, start), -1)
    return next((at for at in near if not unicodedata.category(word[at]).startswith("M")), end)
