"""HTML of any origin, rewritten with a few plain tags before a parser of HTML builds a tree of it.

A tree costs the product of tags and depth, and of tags and attributes: 40 KB of nested tags keep
nh3 busy for a second, and twice as many for four. What is written here holds the tags of `Tags`
only, no attribute but `href`, and is never nested deeper than DEEPEST. It isn't safe yet:
whether a tag or a link may stay is decided by nh3 alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Final

DEEPEST: Final = 40
EMPTY: Final = {"br", "hr"}
SELF_CLOSING: Final = {"p", "li"}  # the next one ends the last one: they don't nest

# Tokens as https://html.spec.whatwg.org/multipage/parsing.html#tokenization has them. Possessive
# quantifiers keep every alternative linear; the last one takes all that follows an unfinished tag,
# so that its end is looked for once.
_SPACE: Final = r"[ \t\n\f\r]"
_VALUE: Final = r"""(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r"'>][^ \t\n\f\r>]*+)"""
_ATTRIBUTE: Final = rf"=?[^ \t\n\f\r/>=]*+(?:{_SPACE}*+={_SPACE}*+(?:{_VALUE}|(?=>)))?"
_ATTRIBUTES: Final = rf"(?:[ \t\n\f\r/]++|(?![ \t\n\f\r/>]){_ATTRIBUTE})*+"
_HREF: Final = re.compile(
    rf"(?:[ \t\n\f\r/]++|(?!href{_SPACE}*=)(?![ \t\n\f\r/>]){_ATTRIBUTE})*+"
    rf"href{_SPACE}*+={_SPACE}*+({_VALUE})",
    re.IGNORECASE,
)


def token_pattern(silent: Set[str]) -> re.Pattern[str]:
    """Finds comments, elements whose content is never text, tags, and what only looks like one."""
    names = "|".join(sorted(silent))
    return re.compile(
        r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))"
        rf"|(?P<silent><(?P<which>{names})(?=[ \t\n\f\r/>]){_ATTRIBUTES}>"
        rf".*?(?:</(?P=which){_SPACE}*>|\Z))"
        rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^ \t\n\f\r/>]*+)(?P<attributes>{_ATTRIBUTES})>"
        r"|(?P<odd><(?:[!?]|/(?![a-zA-Z]))[^>]*+>)"
        r"|(?P<rest><(?=[a-zA-Z!?/]).*\Z)"
        r"|(?P<sign><)",
        re.IGNORECASE | re.DOTALL,
    )


@dataclass(slots=True)
class Rewriter:
    """Writes one text anew. `same` names tags that stand for one of `tags`."""

    tags: Set[str]
    same: Mapping[str, str]
    open: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def rewrite(self, written: str, tokens: re.Pattern[str]) -> str:
        return tokens.sub(self._rewritten, written)

    def _rewritten(self, token: re.Match[str]) -> str:
        if token["name"]:
            tag = token["name"].lower()
            name = self.same.get(tag, tag)
            return self._end(tag, name) if token["end"] else self._start(name, token["attributes"])
        return (token["rest"] or token["sign"] or "").replace("<", "&lt;")

    def _start(self, name: str, attributes: str) -> str:
        if name not in self.tags:
            return ""
        if name in EMPTY or name in SELF_CLOSING:
            return f"<{name}>"
        if name == "a" and self.open["a"]:
            return f"</a>{_link(attributes)}"  # links don't nest either, but they have an end
        if self.open.total() >= DEEPEST:
            self.left_out[name] += 1
            return ""
        self.open[name] += 1
        return _link(attributes) if name == "a" else f"<{name}>"

    def _end(self, tag: str, name: str) -> str:
        if tag in {"td", "th"}:
            return " "
        if name not in self.tags or name in EMPTY:
            return ""
        if name in SELF_CLOSING:
            return f"</{name}>"
        counted = self.left_out if self.left_out[name] else self.open
        if not counted[name]:
            return ""
        counted[name] -= 1
        return f"</{name}>" if counted is self.open else ""


def _link(attributes: str) -> str:
    """A start tag whose address stands between double quotes, with nothing like a tag in it."""
    found = _HREF.match(attributes)
    if found is None:
        return "<a>"
    value = found[1][1:-1] if found[1][0] in "\"'" else found[1]
    value = value.replace('"', "&quot;").replace("<", "%3C").replace(">", "%3E")
    return f'<a href="{value}">'


def without_empty(html: str, nothing: re.Pattern[str]) -> str:
    """Well-formed HTML without elements that hold nothing but what fully matches `nothing`.

    `<br>` and `<hr>` are something. One walk, however deep emptiness is nested.
    """
    written: list[str] = []
    starts: list[int] = []  # where elements begin that are still open
    last = -1  # the last piece that says something
    for piece in _PIECES.findall(html):
        if piece.startswith("</"):
            start = starts.pop()
            if last < start:
                del written[start:]
                continue
        elif piece.startswith("<") and piece not in {"<br>", "<hr>"}:
            starts.append(len(written))
        elif not nothing.fullmatch(piece):
            last = len(written)
        written.append(piece)
    return "".join(written)


_PIECES: Final = re.compile(r"""<(?:[^"<>]|"[^"]*+")++>|[^<]++""")
