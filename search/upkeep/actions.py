"""Noting which offers may be others now, in the transaction that changed them."""

from collections.abc import Iterable

from django.db import transaction

from search.index.models import Change, StoryChange
from search.upkeep.tasks import write_changes


def note_changes(offer_pks: Iterable[int]) -> None:
    """The row stands or falls with the change; after the commit a job is woken."""
    changes = [Change(offer_pk=pk) for pk in offer_pks]
    if changes:
        Change.objects.bulk_create(changes)
        transaction.on_commit(write_changes.delay, robust=True)


def note_stories(story_pks: Iterable[int]) -> None:
    """The same for stories, by whoever owns them."""
    changes = [StoryChange(story_pk=pk) for pk in story_pks]
    if changes:
        StoryChange.objects.bulk_create(changes)
        transaction.on_commit(write_changes.delay, robust=True)
