"""A story as EPUB 3.3: XHTML, a table of chapters, photographs, credits and licence inside.

Written with the standard library: the format is a ZIP of XHTML, and we write every page of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from core.text.xml import without_forbidden_characters
from travel_stories.stories.exports.credits import credits_of
from travel_stories.stories.exports.pictures import pictures_for
from travel_stories.stories.selectors.rendered_stories import RenderedChapter, RenderedStory

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the same story gives the same bytes
CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
STYLE: Final = """body { font-family: serif; line-height: 1.5; margin: 5%; }
h1, h2, h3 { line-height: 1.2; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; }
figcaption, .fine { font-size: 0.85em; }
blockquote { font-size: 1.2em; margin: 1.5em 0; }
aside { border-left: 3px solid; padding-left: 1em; }
"""
VOID: Final = re.compile(r"<(br|hr)>")


@dataclass(frozen=True, slots=True)
class EpubPage:
    """One document of the book."""

    name: str
    title: str
    chapter: RenderedChapter


def epub_of(rendered_story: RenderedStory, *, url: str, base: str) -> bytes:
    """The whole book. Pictures come from our own storage, in a size that a reader can show."""
    with translation.override(rendered_story.story.language):
        chapters = [chapter for chapter in rendered_story.chapters if chapter.parts]
        pages = [
            EpubPage(f"chapter-{number}.xhtml", chapter.name or rendered_story.title, chapter)
            for number, chapter in enumerate(chapters, start=1)
        ]
        pictures = pictures_for(rendered_story)
        cover = pictures.get(rendered_story.cover.pictures[0].url) if rendered_story.cover else None
        shared = {
            "rendered_story": rendered_story,
            "language": rendered_story.story.language,
            "credits": credits_of(rendered_story, url=url),
            "pages": pages,
            "images": list(pictures.values()),
            "modified": (rendered_story.story.published_at or timezone.now()).strftime(
                "%Y-%m-%dT%H:%M:%SZ"
            ),
            "base": base,
            "cover": cover,
        }
        # `mimetype` comes first and isn't compressed: readers look there.
        documents = [
            (name, render_to_string(f"stories/epub/{name}", {**shared}))
            for name in ("package.opf", "nav.xhtml", "title.xhtml", "credits.xhtml")
        ]
        for page in pages:
            context = {**shared, "page": page, "pictures": pictures}
            words = render_to_string("stories/epub/chapter.xhtml", context)
            documents.append((page.name, words))
        out = BytesIO()
        with ZipFile(out, "w") as book:
            _add(book, "mimetype", b"application/epub+zip", ZIP_STORED)
            _add(book, "META-INF/container.xml", CONTAINER.encode())
            _add(book, "EPUB/style.css", STYLE.encode())
            for name, words in documents:
                _add(book, f"EPUB/{name}", without_forbidden_characters(words).strip().encode())
            for picture in pictures.values():
                _add(book, f"EPUB/{picture.name}", picture.read(), ZIP_STORED)
        return out.getvalue()


def as_xhtml(html: str) -> SafeString:
    """Cleaned HTML as XML has it: empty elements closed, no name that XML doesn't know."""
    return mark_safe(VOID.sub(r"<\1/>", html).replace("&nbsp;", "\u00a0"))  # noqa: S308


def _add(book: ZipFile, name: str, content: bytes, how: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    book.writestr(entry, content)
