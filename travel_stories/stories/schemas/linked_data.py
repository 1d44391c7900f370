"""What search engines and other programs read of a story: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from commons.media.choices import Licence
from core.text.rich_text import plain_text
from travel_stories.stories.selectors.rendered_stories import RenderedStory
from travel_stories.stories.selectors.roads import stops_of

type Node = dict[str, Any]


def licence_url(licence: str) -> str:
    """Nothing where all rights are reserved."""
    return Licence(licence).url


def linked_data(rendered_story: RenderedStory, *, url: str, whole: bool = False) -> Node:
    """One article; with `whole` its words and places too, for whoever wants to reuse it."""
    story = rendered_story.story
    node: Node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": rendered_story.title,
        "description": rendered_story.lede,
        "inLanguage": story.language,
        "author": [{"@type": "Person", "name": name} for name in rendered_story.credits],
        "timeRequired": f"PT{rendered_story.minutes}M",
        "contentLocation": [
            {"@type": "Place", "name": name}
            for name in dict.fromkeys(stop.place.name for stop in stops_of(rendered_story))
        ],
    }
    if story.published_at:
        node["datePublished"] = story.published_at.isoformat()
    if licence := licence_url(story.licence):
        node["license"] = licence
    if pictures := [picture for part in rendered_story.parts for picture in part.pictures]:
        node["image"] = [f"{settings.BASE_URL}{one.url}" for one in pictures[:6]]
    return node | (_words(rendered_story) if whole else {})


def _words(rendered_story: RenderedStory) -> Node:
    return {
        "articleBody": "\n\n".join(
            plain_text(part.html) for part in rendered_story.parts if part.html
        ),
        "hasPart": [
            {
                "@type": "Chapter",
                "name": chapter.name,
                "position": number,
                "text": "\n\n".join(plain_text(part.html) for part in chapter.parts if part.html),
            }
            for number, chapter in enumerate(rendered_story.named_chapters, start=1)
        ],
    }
