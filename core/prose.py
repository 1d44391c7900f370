"""Rich text that people write: what of it is kept, and what it says in plain words."""

from __future__ import annotations

import html
import re
from typing import Final

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
SILENT: Final = {
    "script",
    "style",
    "title",
    "head",
    "template",
    "noscript",
    "iframe",
    "svg",
    "math",
}
SCHEMES: Final = {"http", "https", "mailto"}

_same_tag = re.compile(rf"<(/?)({'|'.join(SAME)})(?=[\s>/])", re.IGNORECASE)
_cell_end = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_block = re.compile(rf"<(?:{'|'.join(BLOCKS)})>")
_block_end = re.compile(r"</(?:p|h3|h4|li|blockquote)>|<br>|<hr>")
_tag = re.compile(r"<[^>]*>")
_empty = re.compile(
    r"<(p|h3|h4|ul|ol|li|blockquote|strong|em|a)(?: [^>]*)?>(?:\s|&nbsp;|\xa0)*</\1>"
)
_known = "|".join(sorted({*TAGS, *SAME, *SILENT, "span", "img", "table", "o:p"}))
_looks_rich = re.compile(rf"</?(?:{_known})\b[^>]*>", re.IGNORECASE)


def clean_prose(written: str) -> str:
    """Paragraphs, two levels of headings, lists, quotes, stress and links; nothing else stays.

    Text without a tag is taken as it was typed: an empty line begins a paragraph. What came from
    a word processor loses its looks and keeps its words. `clean(clean(x)) == clean(x)`.
    """
    written = written.replace("\x00", "").replace("\r\n", "\n")
    if not _looks_rich.search(written):
        return _paragraphs(html.unescape(written) if "&" in written else written)
    import nh3  # noqa: PLC0415  2 MiB for who writes; most people read

    written = _cell_end.sub(" ", written)
    kept = nh3.clean(
        _same_tag.sub(lambda found: f"<{found[1]}{SAME[found[2].lower()]}", written),
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    kept = _without_empty(kept).strip()
    return kept if not kept or _block.search(kept) else f"<p>{kept}</p>"


def plain_of(prose: str) -> str:
    """The words alone, a line for each paragraph."""
    lines = html.unescape(_tag.sub("", _block_end.sub("\n", prose))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def words_in(prose: str) -> int:
    return len(plain_of(prose).split())


def pieces_of(prose: str, most: int) -> list[str]:
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
    lines: list[str] = [""]
    for word in plain_of(part).split():
        said = html.escape(word, quote=False)[: most - 7]
        if len(lines[-1]) + len(said) + 8 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {said}".strip()
    return [f"<p>{line}</p>" for line in lines]


def _paragraphs(text: str) -> str:
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    said = (html.escape(part, quote=False).replace("\n", "<br>") for part in parts)
    return "".join(f"<p>{part}</p>" for part in said)


def _without_empty(kept: str) -> str:
    while (less := _empty.sub("", kept)) != kept:
        kept = less
    return kept
