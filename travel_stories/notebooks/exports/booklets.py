"""Whether a PDF is here, on its way, or has to be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from travel_stories.notebooks.exports.printable_pages import (
    PrintablePages,
    pages_of_notebook,
    pages_of_story,
)
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.stories.models.stories import Story
from travel_stories.trips.models.members import TripMember


@dataclass(frozen=True, slots=True)
class BookletStatus:
    """`booklet` may be of yesterday's words: only what `is_ready` is handed over."""

    booklet: Booklet | None
    pages: PrintablePages

    @property
    def is_ready(self) -> bool:
        booklet = self.booklet
        return booklet is not None and bool(booklet.file) and booklet.digest == self.pages.digest

    @property
    def is_being_made(self) -> bool:
        return not self.is_ready and self.booklet is not None and self.booklet.is_being_made

    @property
    def is_of_yesterday(self) -> bool:
        """One was made, and what it tells of has changed since."""
        made = self.booklet is not None and bool(self.booklet.file)
        return made and not self.is_ready and not self.is_being_made


def notebook_status(member: TripMember, language: str) -> BookletStatus | None:
    pages = pages_of_notebook(member, language)
    return _status(Booklet.objects.filter(member=member), pages)


def story_booklet_status(story: Story) -> BookletStatus | None:
    pages = pages_of_story(story)
    return _status(Booklet.objects.filter(story=story), pages)


def _status(booklets: QuerySet[Booklet], pages: PrintablePages | None) -> BookletStatus | None:
    return None if pages is None else BookletStatus(booklets.first(), pages)
