"""A notebook or a story as pages for a PDF: HTML, and the pictures it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from core.files.pdf import address_in_pdf, pdf_of
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.presenters.notebooks import notebook_of
from travel_stories.stories.exports.credits import credits_of
from travel_stories.stories.exports.pictures import FileOf, pictures_for
from travel_stories.stories.models.stories import Story
from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.stories.selectors.rendered_stories import render_public_story
from travel_stories.stories.selectors.roads import road_of
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.selectors.roads import road_of as road_of_days

MOST_SIGNS: Final = 1_500_000  # of HTML
MOST_PICTURES: Final = 200


@dataclass(frozen=True, slots=True)
class PrintablePages:
    """What one PDF is made of, as it is true at this moment."""

    html: str
    pictures: Mapping[str, FileOf]

    @property
    def digest(self) -> str:
        """A photograph that moved to another address is another one: somebody said no to it."""
        stored = "\n".join(one.stored for one in self.pictures.values())
        return blake2b(f"{self.html}\n{stored}".encode(), digest_size=32).hexdigest()

    @property
    def is_too_long(self) -> bool:
        return len(self.html) > MOST_SIGNS or len(self.pictures) > MOST_PICTURES

    def as_pdf(self) -> bytes:
        files: dict[str, Callable[[], bytes]] = {
            one.name: one.read for one in self.pictures.values()
        }
        return pdf_of(self.html, files)


def pages_of(booklet: Booklet) -> PrintablePages | None:
    """Nothing where the trip or the story may no longer be taken along."""
    if booklet.member is not None:
        return pages_of_notebook(booklet.member, booklet.language)
    return pages_of_story(booklet.story) if booklet.story else None


def pages_of_notebook(member: TripMember, language: str) -> PrintablePages | None:
    if member.left_at is not None:
        return None
    with translation.override(language):
        notebook = notebook_of(member)
        shown = {
            "title": notebook.trip.title,
            "notebook": notebook,
            "road": road_of_days(notebook.days),
            "language": language,
            "base": settings.BASE_URL,
        }
        return PrintablePages(render_to_string("notebooks/pdf/notebook.html", shown), {})


def pages_of_story(story: Story) -> PrintablePages | None:
    """What everybody may read of it today and build on."""
    rendered_story = render_public_story(story)
    if rendered_story is None or not licence_url(rendered_story.story.licence):
        return None
    language = rendered_story.story.language
    with translation.override(language):
        pictures = pictures_for(rendered_story)
        url = f"{settings.BASE_URL}{story.get_absolute_url()}"
        shown = {
            "title": rendered_story.title,
            "rendered_story": rendered_story,
            "road": road_of(rendered_story),
            "credits": credits_of(rendered_story, url=url),
            "pictures": pictures,
            "language": language,
            "base": settings.BASE_URL,
            "prefix": address_in_pdf(""),
        }
        return PrintablePages(render_to_string("notebooks/pdf/story.html", shown), pictures)
