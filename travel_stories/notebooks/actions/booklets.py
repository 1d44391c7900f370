"""A PDF is asked for; a job makes it, and the clock throws it away."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from core.files.pdf import can_make_pdf
from core.permissions import SYSTEM, System, require
from travel_stories.notebooks.errors.booklets import BookletTooLongError, NoPdfHereError
from travel_stories.notebooks.exports.booklets import (
    BookletStatus,
    notebook_status,
    story_booklet_status,
)
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.tasks import delete_file, make_booklet
from travel_stories.stories.models.stories import Story
from travel_stories.trips.models.members import TripMember


@transaction.atomic
def ask_for_notebook(*, language: str, by: TripMember) -> Booklet | None:
    """Have one's own notebook made as PDF, in this language."""
    require(by, "trips.see_trip", by.trip)

    booklet, _new = Booklet.objects.select_for_update().get_or_create(
        member=by, defaults={"language": language}
    )
    return _ask(booklet, notebook_status(by, language), language, by.person)


@transaction.atomic
def ask_for_story(*, story: Story, by: User | None = None) -> Booklet | None:
    """Have a public story made as PDF. Anybody may: there is one for all, made once."""
    booklet, _new = Booklet.objects.select_for_update().get_or_create(
        story=story, defaults={"language": story.language}
    )
    return _ask(booklet, story_booklet_status(story), story.language, by)


@transaction.atomic
def forget_booklet(*, booklet: Booklet, by: System) -> None:
    """Delete the file and the row; whoever wants it again asks again."""
    require(by, "notebooks.forget_booklet", booklet)

    if booklet.file:
        outbox.enqueue(delete_file, name=str(booklet.file.name))
    booklet.delete()


def _ask(
    booklet: Booklet, booklet_status: BookletStatus | None, language: str, by: User | None
) -> Booklet | None:
    """What is here or on its way isn't made twice. `booklet` is the locked row."""
    if booklet_status is None or booklet_status.is_ready:
        return booklet
    if booklet.is_being_made and booklet.language == language:
        return booklet
    if not can_make_pdf():
        raise NoPdfHereError
    if booklet_status.pages.is_too_long:
        raise BookletTooLongError

    booklet.language, booklet.asked_at = language, timezone.now()
    booklet.save(update_fields=["language", "asked_at"])
    audit.record(by or SYSTEM, "booklet.asked", booklet)

    outbox.enqueue(make_booklet, booklet_id=booklet.pk)
    return booklet


def delete_files_of_story(story: Story) -> None:
    """Promise that no booklet outlives a story that is being erased."""
    made = Booklet.objects.filter(story=story).exclude(file="")
    for name in made.values_list("file", flat=True):
        outbox.enqueue(delete_file, name=name)
