"""What anybody can report of stories, who decides, and what that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.media.models import Photo
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
    register_reportable_type,
)
from hosting.offers.actions.moderation_adapter_photos import numbered_photo_label
from travel_stories.stories.actions.consent_effects import consent_changes
from travel_stories.stories.exports.markdown import markdown_of
from travel_stories.stories.models.reviewers import (
    reviewers_of_story,
    stories_about,
    stories_reviewable_by,
)
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.pages import find_public
from travel_stories.stories.selectors.rendered_stories import render_public_story
from travel_stories.stories.states import StoryState

PARTS: Final = 40


class StoryReported(ReportableType):
    """As its edition stands. Whoever may read it before everybody decides, its authors never."""

    name = "story"
    label = gettext_lazy("a story")
    model = Story

    def find(self, public_id: str, visitor: Visitor) -> Story | None:
        return find_public(public_id)

    def words_of(self, subject: Story) -> Words:
        rendered_story = render_public_story(subject)
        markdown = (
            markdown_of(rendered_story, url=subject.get_absolute_url(), base="")
            if rendered_story
            else ""
        )
        return [(_("The whole story"), markdown)]

    def authors_of(self, subject: Story) -> Iterable[User]:
        seats = subject.authors.present().exclude(person=None).select_related("person")
        return [seat.person for seat in seats if seat.person is not None]

    def parts_of(self, subject: Story, visitor: Visitor) -> Iterator[ReportablePart]:
        """Each photograph by itself, as it stands on the page."""
        rendered_story = render_public_story(subject)
        shown = (
            [pk for part in rendered_story.parts for pk in part.photos] if rendered_story else []
        )
        photos = Photo.objects.filter(withheld__isnull=True).in_bulk(shown[:PARTS])
        visible_photos = [photos[pk] for pk in dict.fromkeys(shown) if pk in photos]
        for number, photo in enumerate(visible_photos, start=1):
            yield ReportablePart(
                "photo", photo.public_id, numbered_photo_label(number, photo.description)
            )

    def decided_by(self, person: Any) -> QuerySet[Story]:
        return stories_reviewable_by(person)

    def within(self, place: Any) -> QuerySet[Story]:
        return stories_about(place)

    def deciders_of(self, subject: Story) -> Iterable[User]:
        return reviewers_of_story(subject)

    def hide(self, subject: Story, *, by: Actor) -> None:
        """Its authors go on writing; nothing that they publish is read meanwhile."""
        _tell_anew(subject, hidden_at=timezone.now())

    def show(self, subject: Story, *, by: Actor) -> None:
        _tell_anew(subject, hidden_at=None)

    def erase(self, subject: Story, *, by: Actor) -> None:
        """The edition goes; the draft is its authors' own."""
        gone = {"edition": None, "state": StoryState.WITHDRAWN, "state_since": timezone.now()}
        _tell_anew(subject, **gone)


def _tell_anew(subject: Story, **changes: Any) -> None:
    """Whatever the public saw and sees no longer gets other addresses."""
    story = Story.objects.locked(subject.pk)
    with consent_changes(story):
        for name, value in changes.items():
            setattr(story, name, value)
        story.save(update_fields=list(changes))


register_reportable_type(StoryReported())
