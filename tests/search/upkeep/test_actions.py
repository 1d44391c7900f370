"""What the search has to look at again is a row, in the transaction of the change."""

import pytest

from search.index.models import Change, StoryChange
from search.upkeep.actions import note_changes, note_stories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("note", "model"),
    [
        pytest.param(note_changes, Change, id="note-changes"),
        pytest.param(note_stories, StoryChange, id="note-stories"),
    ],
)
def test_nothing_to_note_writes_no_row_and_wakes_nobody(
    note, model, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        note([])

    assert (model.objects.count(), callbacks) == (0, [])


@pytest.mark.parametrize(("note", "model"), [(note_changes, Change), (note_stories, StoryChange)])
def test_each_change_is_noted_and_one_job_woken(note, model, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        note(iter([3, 5]))

    assert (model.objects.count(), len(callbacks)) == (2, 1)
