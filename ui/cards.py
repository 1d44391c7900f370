"""Cards of what is public, to stand on the pages of others. A package registers its own nouns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from core.registry import KeyedRegistry
from core.values.pictures import Picture


@dataclass(frozen=True, slots=True)
class Card:
    """What `ui/templates/cards/card.html` shows; `url` is the page that it is about."""

    title: str
    url: str
    line: str = ""
    words: str = ""
    lang: str = ""
    author: str = ""
    picture: Picture | None = None


type Finder = Callable[[str], Card | None]


@dataclass(frozen=True, slots=True)
class CardTarget:
    """A page of ours that has a card: its noun, its public id, and the language of its address."""

    noun: str
    public_id: str
    language: str


_finders = KeyedRegistry[str, Finder]()
_pages = KeyedRegistry[str, str]()


def register_card(noun: str, *, page: str, finder: Finder) -> None:
    """`page` is the name of the page's address; `finder` gives what is public under an id."""
    _finders.register(noun, finder)
    _pages.register(page, noun)


def card_of(noun: str, public_id: str) -> Card | None:
    """Nothing where nothing public stands."""
    finder = _finders.get(noun)
    return finder(public_id) if finder else None


def card_target_at(url: str) -> CardTarget | None:
    """The page behind an address, as far as it has a card. The host is for others to check."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    language = translation.get_language_from_path(path)
    if language is None:
        return None
    with translation.override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return None
    noun = _pages.get(found.view_name)
    return CardTarget(noun, found.kwargs["public_id"], language) if noun else None
