"""Editorial pages in French and in English, planted as an editor would."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from wagtail.models import Locale, Page

from cms.pages.actions.page_factory import create_page, create_site, create_translation
from cms.pages.models import (
    ContentPage,
    CreditsPage,
    DestinationIndexPage,
    DestinationPage,
    HomePage,
    ThemePage,
)
from commons.geography.models import Locality
from commons.media.models import Photo
from core.permissions import SYSTEM
from demo.loading.world import SMALL_COMMUNITIES, Tick, World
from demo.loading.written import DATA, pages

type Blocks = list[tuple[str, Any]]

KINDS: dict[str, type[Page]] = {
    "home": HomePage,
    "index": DestinationIndexPage,
    "destination": DestinationPage,
    "theme": ThemePage,
    "content": ContentPage,
    "credits": CreditsPage,
}
SMALL = SMALL_COMMUNITIES[0]
STREAMS = ("body", "steps")
FROM, CHANGES = {"fr": "Source", "en": "Source"}, {"fr": "Changements", "en": "Changes"}


def load_pages(world: World, tick: Tick) -> None:
    """The French page first, its English translation beside it."""
    french, _ = Locale.objects.get_or_create(language_code="fr")
    planted: dict[str, Page] = {}
    for entry in pages():
        known_communities = [
            key for key in entry.get("communities", ()) if key in world.communities
        ]
        if entry["kind"] == "destination" and not known_communities:
            continue
        fields = _words(entry, "fr", world)
        if "photo" in entry:
            fields["photo"] = _photo(entry["photo"], "fr", world)
        if "column" in entry:
            fields["footer_column"] = entry["column"]
        page = KINDS[entry["kind"]](**fields)
        page.locale = french
        if entry["kind"] == "destination":
            page.communities.set([world.communities[key] for key in known_communities])
        if entry["kind"] == "theme":
            page.interests.set([world.interests[slug] for slug in entry["interests"]])
        parent = planted.get(entry["parent"])
        if parent is None:
            create_site(home=page, by=SYSTEM)
        else:
            page = create_page(parent=parent, page=page, by=SYSTEM)
        planted[entry["key"]] = page
        words = _words(entry, "en", world)
        create_translation(page=page, language="en", words=words, by=SYSTEM)
        tick(1)


def _words(entry: dict[str, Any], language: str, world: World) -> dict[str, object]:
    """The fields of a page in one language."""
    words: dict[str, object] = dict(entry[language])
    for name in STREAMS:
        if name in words:
            # Without the blocks of communities that a small load leaves out.
            blocks = entry[language][name]
            words[name] = [
                (kind, _block(value, language, world))
                for kind, value in blocks
                if not isinstance(value, dict) or world.knows(value.get("community") or SMALL)
            ]
    if entry["kind"] == "credits":
        words["body"] = _credits(language)
    return words


def _block(value: Any, language: str, world: World) -> Any:
    """What a file calls by a key becomes the thing itself."""
    if isinstance(value, list):
        return [_block(one, language, world) for one in value]
    if not isinstance(value, dict):
        return value
    read = {name: _block(one, language, world) for name, one in value.items()}
    if "photo" in value:
        read["photo"] = _photo(value["photo"], language, world)
    if value.get("place"):
        read["place"] = Locality.objects.get(code=value["place"])
    if value.get("community"):
        read["community"] = world.communities[value["community"]]
    return read


def _photo(name: str, language: str, world: World) -> Photo:
    """With its alternative text in this language, where there is one."""
    both = (world.photos.get((language, name)), world.photos.get(("fr", name)))
    return next(photo for photo in both if photo is not None)


def _credits(language: str) -> Blocks:
    """Whose data and words are shown, from the list beside the data."""
    blocks: Blocks = []
    for entry in json.loads((DATA / "credits.json").read_text(encoding="utf-8")):
        blocks.append(("heading", entry["name"][language]))
        # Most are names, the same everywhere.
        licence = entry["licence"]
        lines = [
            f"{FROM[language]} : {_linked(entry['source'], entry['url'])}",
            escape(entry["attribution"]),
            _linked(
                licence if isinstance(licence, str) else licence[language], entry["licence_url"]
            ),
            f"{CHANGES[language]} : {escape(entry['changes'][language])}",
        ]
        blocks.append(("words", "".join(f"<p>{line}</p>" for line in lines)))
    return blocks


def _linked(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)
