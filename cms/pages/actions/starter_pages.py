"""The pages that a new site begins with: two that are published, and drafts to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from cms.pages.actions.page_factory import create_page, create_site, create_translation
from cms.pages.models import ContentPage, CreditsPage, DestinationIndexPage, HomePage
from core.permissions import SYSTEM

FILE: Final = Path(__file__).parents[1] / "data" / "starter_pages.json"
KINDS: Final[dict[str, type[Page]]] = {
    "home": HomePage,
    "index": DestinationIndexPage,
    "content": ContentPage,
    "credits": CreditsPage,
}
PLACEHOLDERS: Final = {"fr": "[à compléter\N{NO-BREAK SPACE}:", "en": "[to fill in:"}


def placeholder(language: str, words: str) -> str:
    """What stands in a text until somebody has written these words about their site."""
    return f"{PLACEHOLDERS[language]} {words}]"


def has_placeholder(text: str) -> bool:
    """Whether a text still says, in either language, that something has to be filled in."""
    return any(begun in text for begun in PLACEHOLDERS.values())


@dataclass(frozen=True)
class StarterPage:
    """One page of `cms/pages/data/starter_pages.json`: `words` are its fields by language."""

    key: str
    kind: str
    parent: str | None
    column: str
    is_draft: bool
    words: dict[str, dict[str, Any]]

    def title_in(self, language: str) -> str:
        return str(self.words[language]["title"])

    def found_in(self, language: str) -> Page | None:
        """The page of this site with its address, in whatever state; the home page by its kind."""
        pages = KINDS[self.kind].objects.filter(locale__language_code=language)
        if self.kind != "home":
            pages = pages.filter(slug=self.words[language]["slug"])
        return pages.order_by("path").first()


@cache
def starter_pages() -> Sequence[StarterPage]:
    """All of them, parents first."""
    return [
        StarterPage(
            key=one["key"],
            kind=one["kind"],
            parent=one["parent"],
            column=one.get("column", ""),
            is_draft=one["draft"],
            words={code: one[code] for code, _name in settings.LANGUAGES},
        )
        for one in json.loads(FILE.read_text(encoding="utf-8"))
    ]


def missing_pages(languages: Sequence[str]) -> list[tuple[StarterPage, str]]:
    """Each page and language that `add_missing_pages` would make, parents first."""
    return [
        (page, language)
        for page in starter_pages()
        for language in languages
        if page.found_in(language) is None
    ]


@transaction.atomic
def add_missing_pages(languages: Sequence[str]) -> list[Page]:
    """Make them, the page of the first language before its translations; none is changed."""
    return [_make(page, language, languages[0]) for page, language in missing_pages(languages)]


def unfinished_pages() -> Iterator[tuple[Page, str]]:
    """Drafts of pages of the footer, and public pages that still say "to fill in", with which."""
    pages = ContentPage.objects.exclude(footer_column="").select_related("locale").order_by("path")
    for page in pages:
        if not page.live:
            yield page, "draft"
        elif has_placeholder(str(page.body.raw_data)):
            yield page, "to fill in"


def _make(page: StarterPage, language: str, source: str) -> Page:
    """In a language that isn't the first one it is a translation, below that of its parent."""
    original = page.found_in(source)
    if original is not None and language != source:
        return create_translation(
            page=original,
            language=language,
            words=page.words[language],
            by=SYSTEM,
            live=not page.is_draft,
        )
    column = {"footer_column": page.column} if page.column else {}
    made = KINDS[page.kind](**(page.words[language] | column))
    made.locale = Locale.objects.get_or_create(language_code=language)[0]
    if page.parent is None:
        return create_site(home=made, by=SYSTEM).root_page
    parent = next(one for one in starter_pages() if one.key == page.parent).found_in(language)
    return create_page(parent=parent, page=made, by=SYSTEM, live=not page.is_draft)
