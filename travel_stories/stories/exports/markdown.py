"""A story as CommonMark, with its frame as YAML at the head and its credits at the foot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import ClassVar, Final
from urllib.parse import quote

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.text.texts import without_controls
from core.values.pictures import Picture
from travel_stories.stories.exports.credits import credits_of
from travel_stories.stories.selectors.rendered_stories import RenderedPart, RenderedStory

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#])")
SAFE: Final = "/:?#[]@!$&'*+,;=%~"  # brackets of Markdown aren't among them
LINE_START: Final = re.compile(r"^(\s*)([-+~]|\d+[.)])(?=\s)", re.MULTILINE)


def markdown_of(rendered_story: RenderedStory, *, url: str, base: str) -> str:
    """`base` stands before the addresses of pictures."""
    with translation.override(rendered_story.story.language):
        credits = credits_of(rendered_story, url=url)
        # YAML takes JSON as it is.
        moment = rendered_story.story.published_at
        front_matter = {
            "title": rendered_story.title,
            "author": list(rendered_story.credits),
            "lang": rendered_story.story.language,
            "license": credits.licence_url or credits.licence,
            "source": credits.url,
            "date": timezone.localdate(moment).isoformat() if moment else "",
        }
        lines = (
            f"{name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in front_matter.items()
        )
        pieces = ["\n".join(("---", *lines, "---")), f"# {escaped(rendered_story.title)}"]
        if rendered_story.lede:
            pieces.append(f"*{escaped(rendered_story.lede.strip())}*")
        for chapter in rendered_story.chapters:
            if chapter.parts and chapter.name:
                pieces.append(f"## {escaped(chapter.name)}")
            if chapter.parts and chapter.place and chapter.title:
                pieces.append(f"*{escaped(chapter.place.name)}*")
            for part in chapter.parts:
                pieces += _part(part, base)
        pieces += ["---", *(escaped(line) for line in credits.lines)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def escaped(text: str) -> str:
    """Signs that would mean something in Markdown mean themselves; controls mean nothing."""
    return LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", without_controls(text)))


def markdown_of_html(html: str) -> str:
    """Of the few tags that a story may hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.out)).strip()


def _part(part: RenderedPart, base: str) -> Iterator[str]:
    text = markdown_of_html(part.html)
    if part.kind in {"quote", "advice"}:
        text = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    yield f"### {escaped(part.title)}" if part.title else ""
    yield from (_picture(picture, base) for picture in part.pictures)
    yield text
    yield f"— {escaped(part.speaker)}" if part.speaker else ""
    yield f"*{escaped(part.place.name)}*" if part.place else ""
    if part.offer:
        yield f"[{escaped(part.offer.title)}]({base}{part.offer.get_absolute_url()})"
    if part.transcript:
        yield f"*{_('Transcript')}*\n\n{escaped(part.transcript)}"


def _picture(picture: Picture, base: str) -> str:
    words = ". ".join(text for text in (picture.caption, picture.credit) if text)
    shown = f"![{escaped(picture.alt)}]({base}{picture.url})"
    return f"{shown}\n\n*{escaped(words)}*" if words else shown


class _Reader(HTMLParser):
    """Writes Markdown while it reads HTML that was cleaned."""

    OPENS: ClassVar = {
        "strong": "**",
        "em": "*",
        "h3": "\n\n### ",
        "h4": "\n\n#### ",
        "br": "  \n",
        "hr": "\n\n---\n\n",
        "a": "[",
    }
    CLOSES: ClassVar = {"strong": "**", "em": "*", "h3": "\n\n", "h4": "\n\n"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.lists: list[int] = []  # the next number of each open list, or -1 without numbers
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag in {"ul", "ol"}:
            self.out.append("" if self.lists else "\n\n")
            self.lists.append(1 if tag == "ol" else -1)
        elif tag == "li" and self.lists:
            self._item()
        elif tag in {"p", "blockquote"}:
            self.out.append("" if self.lists else "\n\n" + "> " * (tag == "blockquote"))
        else:
            self.out.append(self.OPENS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.out.append("\n")
        elif tag == "a" and self.links:
            self.out.append(f"]({quote(self.links.pop(), safe=SAFE)})")
        elif tag in {"p", "blockquote"} and not self.lists:
            self.out.append("\n\n")
        else:
            self.out.append(self.CLOSES.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.out.append(escaped(re.sub(r"\s+", " ", data)))

    def _item(self) -> None:
        number = self.lists[-1]
        if number > 0:
            self.lists[-1] += 1
        mark = "-" if number < 0 else f"{number}."
        self.out.append("\n" + "   " * (len(self.lists) - 1) + f"{mark} ")
