"""What anybody can report of stories, who decides, and what a decision does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.models import Kind, Words, register_kind
from travel_stories.actions.showing import shown_anew
from travel_stories.enums import StoryState
from travel_stories.models import Story, readers_of, stories_read_by
from travel_stories.queries.files.markdown import markdown_of
from travel_stories.queries.story_pages import find_public
from travel_stories.queries.tellings import public_telling


class StoryReported(Kind):
    """As its edition stands. Whoever may read it before everybody decides, its authors never."""

    name = "story"
    label = gettext_lazy("a story")
    model = Story

    def find(self, public_id: str, visitor: Visitor) -> Story | None:
        return find_public(public_id)

    def words_of(self, subject: Story) -> Words:
        telling = public_telling(subject)
        told = markdown_of(telling, url=subject.get_absolute_url(), base="") if telling else ""
        return [(_("The whole story"), told)]

    def authors_of(self, subject: Story) -> Iterable[User]:
        seats = subject.authors.present().exclude(person=None).select_related("person")
        return [seat.person for seat in seats if seat.person is not None]

    def decided_by(self, person: Any) -> QuerySet[Story]:
        return stories_read_by(person)

    def deciders_of(self, subject: Story) -> Iterable[User]:
        return readers_of(subject)

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
    story = Story.objects.select_for_update().get(pk=subject.pk)
    with shown_anew(story):
        for name, value in changes.items():
            setattr(story, name, value)
        story.save(update_fields=list(changes))


register_kind(StoryReported())
