"""A story begins, changes its frame, is thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.media.tasks import delete_files
from commons.outbox import actions as outbox
from core.permissions import SYSTEM, System, require
from core.quotas.checks import require_quota
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_change,
    require_unchanged,
)
from travel_stories.collaboration.actions.publication import transition
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.collaboration.ranks import APART
from travel_stories.stories.actions.drafts import lock_story
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Chapter
from travel_stories.stories.models.drafts import StoryChange, StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.signals import story_forgotten
from travel_stories.stories.states import StoryState
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def begin_story(
    *, words: Mapping[str, Any], key: UUID, by: User, trip: Trip | None = None
) -> Story:
    """Open a draft that `by` leads, with one empty chapter. The same `key` opens only one."""
    require(by, "stories.begin_story", by)

    by = User.objects.locked(by.pk)  # a double click waits here
    if known := StoryChange.objects.filter(by__person=by, key=key, verb=Verb.ADDED).first():
        return known.story
    require_quota("drafts", by)

    story = Story(trip=trip).assign_words(words)
    story.save()
    story.themes.set(words.get("themes", ()))
    seat = StoryAuthor.objects.create(
        story=story, person=by, credit=by.display_name, role=AuthorRole.LEAD
    )
    edit = Edit(by=seat, key=key)
    change = record_change(story, story, Verb.ADDED, edit, before=None, after=story.snapshot())
    story.version = change.number
    story.save(update_fields=["version"])
    Chapter.objects.create(story=story, rank=APART, version=change.number, placed=change.number)
    audit.record(by, "story.begun", story)
    return story


@transaction.atomic
def change_story(*, story: Story, words: Mapping[str, Any], edit: StoryEdit) -> Story:
    """Write title, lede, licence and the rest anew. Raises ChangedMeanwhileError."""
    require(edit.by, "stories.write_story", story)

    story = lock_story(story, edit)
    if find_earlier(edit):
        return story
    require_unchanged(story, edit)

    before = story.snapshot()
    story.assign_words(words)
    if "themes" in words:
        story.themes.set(words["themes"])
    change = record_change(story, story, Verb.CHANGED, edit, before=before, after=story.snapshot())
    story.version = change.number
    story.save()
    return story


@transaction.atomic
def delete_story(*, story: Story, by: StoryAuthor) -> Story:
    """Take it away from everybody, also from the public. The clock forgets it later."""
    require(by, "stories.lead_story", story)

    story = Story.objects.locked(story.pk)
    if story.state == StoryState.DELETED:
        return story

    transition(story, StoryState.DELETED, by=by.person, reason=story.reason)
    story.edition = None
    story.save(update_fields=["edition"])
    refresh_listing(story)
    return story


@transaction.atomic
def forget_story(*, story: Story, by: StoryAuthor | System) -> None:
    """Erase a deleted story and everything written in it; photographs stay their uploaders'."""
    require(by, "stories.forget_story", story)

    story = Story.objects.locked(story.pk)
    if story.state != StoryState.DELETED:
        return

    for name in story.sounds.values_list("file", flat=True):
        outbox.enqueue(delete_files, name=name)
    story_forgotten.send(sender=Story, story=story)
    audit.record(SYSTEM, "story.forgotten", story)
    story.changes.all().delete()
    story.delete()
