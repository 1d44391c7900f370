"""Stories about somebody, in the register of all their consents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy.registries.consents import ConsentEntry, ConsentPurpose
from travel_stories.stories.actions.consents import withdraw_consent
from travel_stories.stories.choices import Decision
from travel_stories.stories.models.consents import WORDING, Consent, PersonShown
from travel_stories.stories.models.stories import Story

IN_STORIES: Final = ConsentPurpose(
    code="stories.publication",
    title=_("Being named or shown in a story"),
    words=_("I agree to the parts of this story that name or show me"),
    data=_("your name, photos of you and what the story says about you"),
    recipients=_("everyone who reads the story, under its licence"),
    version=WORDING,
)


class StoryConsents:
    """Each answer to the question of a story, as it was given; the table of stories keeps it."""

    purpose = IN_STORIES

    def entries(self, person: User) -> Sequence[ConsentEntry]:
        people = PersonShown.objects.filter(person=person, story__in=Story.objects.existing())
        given = Consent.objects.filter(shown__in=people).exclude(decision=Decision.NO)
        return [
            ConsentEntry(
                IN_STORIES,
                one.shown.public_id,
                one.shown.story.title,
                one.wording,
                one.shown.story.language,
                one.given_at,
                one.withdrawn_at,
                one.way,
            )
            for one in given.select_related("shown__story")
        ]

    def withdraw(self, person: User, subject: str) -> None:
        shown = PersonShown.objects.get(person=person, public_id=subject)
        withdraw_consent(shown=shown, by=person)
