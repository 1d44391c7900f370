"""Somebody who wants to be left out is left out, whatever answer is noted at the same moment."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.stories.actions.consents import answer_consent, name_person, withdraw_consent
from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.stories.selectors.consents import consent_request_for

pytestmark = pytest.mark.django_db(transaction=True)


def withdrawn_while_a_yes_is_noted():
    """Whether they are left out, and how many answers of theirs hold."""
    author = AuthorFactory(story=StoryFactory(), lead=True)
    block = BlockFactory(chapter=ChapterFactory(story=author.story), by=author)
    person = UserFactory()
    shown = name_person(
        story=author.story, name="Jeanne", parts=[block.public_id], person=person, by=author
    )
    asked = consent_request_for(shown)
    wishes = {part.key: ConsentLevel.YES for part in asked.parts}

    overtaken(
        lambda: answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash, by=person),
        at="travel_stories.stories.models.consents.Consent.save",
        by=lambda: withdraw_consent(shown=shown, by=person),
    )

    is_left_out = PersonShown.objects.get().is_left_out
    return is_left_out, Consent.objects.filter(withdrawn_at=None).count()


def test_a_consent_that_is_withdrawn_while_a_yes_is_noted_is_gone():
    assert withdrawn_while_a_yes_is_noted() == (True, 0)


def test_control_without_lock_a_yes_outlives_its_withdrawal():
    with without_row_locks():
        outcome = withdrawn_while_a_yes_is_noted()

    assert outcome == ((False, 1) if has_row_locks() else (True, 0))
