"""The lock under which a story is changed, and autosaves that grow into one revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from travel_stories.collaboration.actions.changes import changes_of, next_number, record_change
from travel_stories.collaboration.actions.publication import transition
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.stories.errors.stories import StoryUnderReviewError
from travel_stories.stories.models.blocks import Block, Chapter
from travel_stories.stories.models.drafts import StoryChange, StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

ONE_SITTING: Final = timedelta(minutes=10)  # autosaves within it become one revision


def lock_story(story: Story, edit: StoryEdit) -> Story:
    """The row that puts all changes of a story in one line. Raises StoryUnderReviewError.

    Whoever changes a story that was published, sent back or withdrawn begins a new draft of it.
    """
    locked = Story.objects.locked(story.pk)
    if not locked.is_writable:
        raise StoryUnderReviewError
    if locked.state not in {StoryState.DRAFT, StoryState.REREAD}:
        transition(locked, StoryState.DRAFT, by=edit.by.person, reason=locked.reason)
    return locked


def record_autosave(
    story: Story,
    part: Story | Chapter | Block,
    edit: StoryEdit,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> StoryChange:
    """As `record_change`, but saves of one sitting grow into one revision instead of a hundred."""
    last: StoryChange | None = changes_of(part, moved=False).first()
    if last is None or not _continues(last, edit):
        first: StoryChange = record_change(
            story, part, Verb.CHANGED, edit, before=before, after=after
        )
        return first
    last.number, last.key, last.after = next_number(story), edit.key, after
    last.title = str(part)[:200]
    last.save(update_fields=["number", "key", "after", "title", "at"])
    return last


def _continues(last: StoryChange, edit: StoryEdit) -> bool:
    recent = last.begun_at > timezone.now() - ONE_SITTING
    same = last.by_id == edit.by.pk and last.verb == Verb.CHANGED
    return recent and same and last.outcome == Outcome.APPLIED
