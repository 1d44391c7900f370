"""Rivals at a PDF: however many press, one is made."""

import pytest

from commons.outbox.models import OutboxEntry
from tests.factories.stories import AuthorFactory, BlockFactory, published
from tests.factories.travel_stories import SeatFactory
from tests.rivals import outcomes_at_once
from travel_stories.notebooks.actions.booklets import ask_for_notebook, ask_for_story
from travel_stories.notebooks.models.booklets import Booklet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_drain(monkeypatch):
    """The job stays a promise, so that promises can be counted."""
    monkeypatch.setattr("commons.outbox.actions.drain_outbox.delay", lambda: None)


def promised():
    return OutboxEntry.objects.filter(job="travel_stories.make_booklet").count()


def test_five_presses_of_one_member_at_once_are_one_job():
    zoe = SeatFactory()

    said = outcomes_at_once(*(lambda: ask_for_notebook(language="fr", by=zoe) for _ in range(5)))

    assert said == ["done"] * 5
    assert (Booklet.objects.count(), promised()) == (1, 1)


def test_five_strangers_who_want_one_story_at_once_share_one_job():
    lead = AuthorFactory(lead=True)
    BlockFactory(chapter__story=lead.story, by=lead)
    lead.story.refresh_from_db()
    story = published(lead.story)

    said = outcomes_at_once(*(lambda: ask_for_story(story=story) for _ in range(5)))

    assert said == ["done"] * 5
    assert (Booklet.objects.count(), promised()) == (1, 1)
