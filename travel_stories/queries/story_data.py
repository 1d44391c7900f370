"""What search engines and other programs read of a story: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from commons.media.enums import Licence
from core.prose import plain_of
from travel_stories.queries.story_roads import stops_of
from travel_stories.queries.tellings import Telling

type Node = dict[str, Any]


def licence_url(licence: str) -> str:
    """Nothing where all rights are reserved."""
    return Licence(licence).url


def linked_data(telling: Telling, *, url: str, whole: bool = False) -> Node:
    """One article; with `whole` its words and places too, for whoever wants to reuse it."""
    story = telling.story
    node: Node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": telling.title,
        "description": telling.lede,
        "inLanguage": story.language,
        "author": [{"@type": "Person", "name": name} for name in telling.credits],
        "timeRequired": f"PT{telling.minutes}M",
        "contentLocation": [
            {"@type": "Place", "name": name}
            for name in dict.fromkeys(stop.place.name for stop in stops_of(telling))
        ],
    }
    if story.published_at:
        node["datePublished"] = story.published_at.isoformat()
    if licence := licence_url(story.licence):
        node["license"] = licence
    if pictures := [picture for part in telling.parts for picture in part.pictures]:
        node["image"] = [f"{settings.BASE_URL}{one.url}" for one in pictures[:6]]
    return node | (_words(telling) if whole else {})


def _words(telling: Telling) -> Node:
    return {
        "articleBody": "\n\n".join(plain_of(part.html) for part in telling.parts if part.html),
        "hasPart": [
            {
                "@type": "Chapter",
                "name": chapter.name,
                "position": number,
                "text": "\n\n".join(plain_of(part.html) for part in chapter.parts if part.html),
            }
            for number, chapter in enumerate(telling.named_chapters, start=1)
        ],
    }
