"""How a change of a story is numbered, kept as a revision, and shown as a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from travel_stories.collaboration.states import Outcome, Verb
from travel_stories.stories.errors.stories import (
    StoryChangedMeanwhileError,
    StoryPartGoneError,
    StoryUnderReviewError,
)
from travel_stories.stories.models.blocks import Block, Chapter, StoryPart
from travel_stories.stories.models.drafts import StoryChange, StoryChangeQuerySet, StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states.stories import STORY_TRANSITIONS, StoryState

type VersionedPart = Story | Chapter | Block

ONE_SITTING: Final = timedelta(minutes=10)  # autosaves within it become one revision


def lock_story(story: Story, edit: StoryEdit) -> Story:
    """The row that puts all changes of a story in one line. Raises StoryUnderReviewError.

    Whoever changes a story that was published, sent back or withdrawn begins a new draft of it.
    """
    locked = Story.objects.select_for_update().get(pk=story.pk)
    if not locked.is_writable:
        raise StoryUnderReviewError
    if locked.state not in {StoryState.DRAFT, StoryState.REREAD}:
        require_transition(STORY_TRANSITIONS, locked.state, StoryState.DRAFT)
        locked.state, locked.state_since = StoryState.DRAFT, timezone.now()
        locked.save(update_fields=["state", "state_since"])
        audit.record(edit.by.person, "story.draft", locked)
    return locked


def find_earlier(edit: StoryEdit) -> StoryChange | None:
    """The change that this one repeats."""
    known = StoryChange.objects.filter(by=edit.by, key=edit.key)
    return known.exclude(outcome=Outcome.CONFLICT).first()


def require_unchanged(part: VersionedPart, edit: StoryEdit) -> None:
    """Refuse words that were written on something older."""
    if isinstance(part, StoryPart) and not part.is_present:
        raise StoryPartGoneError(part=part)
    if edit.based_on < part.version:
        raise _conflict(part, moved=False)


def require_unmoved(part: Chapter | Block, edit: StoryEdit) -> None:
    """Refuse a move from where it no longer stands."""
    if not part.is_present:
        raise StoryPartGoneError(part=part)
    if edit.based_on < part.placed:
        raise _conflict(part, moved=True)


def record_change(
    story: Story,
    part: VersionedPart,
    verb: Verb,
    edit: StoryEdit,
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    outcome: Outcome = Outcome.APPLIED,
) -> StoryChange:
    """Give the change its number. `story` is the locked row."""
    return StoryChange.objects.create(
        story=story,
        number=_next_number(story),
        by=edit.by,
        verb=verb,
        noun=part.NOUN,
        part=part.pk,
        title=str(part)[:200],
        before=before,
        after=after,
        key=edit.key,
        outcome=outcome,
    )


def record_autosave(
    story: Story,
    part: VersionedPart,
    edit: StoryEdit,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> StoryChange:
    """As `note`, but saves of one sitting grow into one revision instead of a hundred."""
    last = _changes_of(part, moved=False).first()
    if last is None or not _continues(last, edit):
        return record_change(story, part, Verb.CHANGED, edit, before=before, after=after)
    last.number, last.key, last.after = _next_number(story), edit.key, after
    last.title = str(part)[:200]
    last.save(update_fields=["number", "key", "after", "title", "at"])
    return last


@transaction.atomic
def save_conflict_copy(
    *, part: VersionedPart, wanted: Mapping[str, Any], edit: StoryEdit
) -> StoryChange:
    """Put what somebody wrote on an older state into the revisions: nothing typed is lost."""
    story = part if isinstance(part, Story) else part.story
    story = Story.objects.select_for_update().get(pk=story.pk)
    require(edit.by, "stories.see_draft", story)

    if known := StoryChange.objects.filter(by=edit.by, key=edit.key).first():
        return known
    return record_change(
        story,
        part,
        Verb.CHANGED,
        edit,
        before=part.snapshot(),
        after=wanted,
        outcome=Outcome.CONFLICT,
    )


def _next_number(story: Story) -> int:
    story.last_number += 1
    story.save(update_fields=["last_number"])
    return story.last_number


def _continues(last: StoryChange, edit: StoryEdit) -> bool:
    recent = last.begun_at > timezone.now() - ONE_SITTING
    same = last.by_id == edit.by.pk and last.verb == Verb.CHANGED
    return recent and same and last.outcome == Outcome.APPLIED


def _conflict(part: VersionedPart, *, moved: bool) -> StoryChangedMeanwhileError:
    """A part that came with its story has no change of its own."""
    last = _changes_of(part, moved=moved).exclude(outcome=Outcome.CONFLICT).first()
    number = part.placed if moved and isinstance(part, StoryPart) else part.version
    who = last.by.name if last else str(_("Somebody"))
    return StoryChangedMeanwhileError(by=who, part=part, number=number)


def _changes_of(part: VersionedPart, *, moved: bool) -> StoryChangeQuerySet:
    """The newest first; moves and changes of words are two lines that don't cross."""
    story = part if isinstance(part, Story) else part.story
    changes = StoryChange.objects.filter(story=story, noun=part.NOUN, part=part.pk)
    own = changes.filter(verb=Verb.MOVED) if moved else changes.exclude(verb=Verb.MOVED)
    return own.select_related("by").order_by("-number")
