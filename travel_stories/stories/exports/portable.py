"""A story as JSON, to be imported again, and as one page of HTML."""

from __future__ import annotations

from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation

from commons.media.models import Photo
from travel_stories.stories.selectors.rendered_stories import RenderedPart, RenderedStory

FORMAT: Final = "hirondelle-story"
VERSION: Final = 1


def portable_story(rendered_story: RenderedStory) -> dict[str, Any]:
    """Frame, chapters and blocks, with what people in it agreed to; photos by their public id."""
    story = rendered_story.story
    keys = {key for part in rendered_story.parts for key in part.photos}
    names = dict(Photo.objects.filter(pk__in=keys).values_list("pk", "public_id"))
    return {
        "format": FORMAT,
        "version": VERSION,
        "public_id": story.public_id,
        "title": rendered_story.title,
        "lede": rendered_story.lede,
        "language": story.language,
        "licence": story.licence,
        "season": story.season,
        "travelled_as": story.travelled_as,
        "authors": list(rendered_story.credits),
        "chapters": [
            {
                "title": chapter.title,
                "on": chapter.on.isoformat() if chapter.on else None,
                "place": chapter.place.name if chapter.place else "",
                "blocks": [_block(part, names) for part in chapter.parts],
            }
            for chapter in rendered_story.chapters
        ],
    }


def _block(part: RenderedPart, names: dict[int, str]) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "title": part.title,
        "html": str(part.html),
        "speaker": part.speaker,
        "place": part.place.name if part.place else "",
        "transcript": part.transcript,
        "photos": [
            {
                "photo": names[key],
                "alt": picture.alt,
                "caption": picture.caption,
                "credit": picture.credit,
            }
            for key, picture in zip(part.photos, part.pictures, strict=True)
        ],
    }


def html_of_story(rendered_story: RenderedStory, *, base: str) -> bytes:
    """One page that any browser reads; `base` stands before the addresses of pictures."""
    with translation.override(rendered_story.story.language):
        context = {"story": rendered_story, "base": base}
        return render_to_string("stories/portable.html", context).encode()
