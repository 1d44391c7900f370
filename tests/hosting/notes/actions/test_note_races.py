"""Words that are taken back while somebody answers them, and two clocks that show the same ones."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from hosting.notes.actions.notes import answer_note, publish_note, withdraw_note
from hosting.notes.models import Note
from tests.factories.hosting import NoteFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_SAVING = "hosting.notes.models.Note.save"


def withdrawn_while_it_is_answered():
    """What is left of the answer to words that were taken back."""
    note = NoteFactory()

    overtaken(
        lambda: answer_note(note=note, reply="We lit the stove.", by=note.about),
        at=BEFORE_SAVING,
        by=lambda: withdraw_note(note=note, by=note.author),
    )

    saved = Note.objects.get()
    assert saved.withdrawn_at is not None
    return saved.reply


def test_no_answer_stays_to_words_that_are_withdrawn_meanwhile():
    assert withdrawn_while_it_is_answered() == ""


def test_control_without_lock_an_answer_outlives_the_words():
    with without_row_locks():
        reply = withdrawn_while_it_is_answered()

    assert reply == ("We lit the stove." if has_row_locks() else "")


def shown_by_two_clocks():
    """How many notices tell of the note."""
    long_ago = timezone.now() - settings.HOSTING_NOTES_WITHIN - timedelta(days=1)
    note = NoteFactory(shown_at=None, agreement__request__closed_at=long_ago)

    overtaken(
        lambda: publish_note(note=note, by=SYSTEM),
        at=BEFORE_SAVING,
        by=lambda: publish_note(note=note, by=SYSTEM),
        refusals=Note.DoesNotExist,
    )

    return Notice.objects.filter(recipient=note.about).count()


def test_two_clocks_show_a_note_once():
    assert shown_by_two_clocks() == 1


def test_control_without_lock_two_clocks_tell_of_a_note_twice():
    with without_row_locks():
        notices = shown_by_two_clocks()

    assert notices == (2 if has_row_locks() else 1)
