"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.blocking.selectors import register_remaining_ties
from commons.mail.written_words import register_written_words
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.consents import register_consents
from commons.privacy.registries.erasures import register_eraser
from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from travel_stories.stories.actions.consent_register import StoryConsents
from travel_stories.stories.actions.consents import WITHDRAWAL, withdraw_again
from travel_stories.stories.archive_parts import StoriesPart
from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.reviewers import stories_about
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.remaining_ties import shared_stories
from travel_stories.trips.letter_sources import LetterSource, register_letter_source

STORIES: Final[dict[str, Promise]] = {
    "story.published": _("%(who)s reviewed and published the story “%(what)s”."),
}

register_written_words(lambda story: [(story.title, story.language)], Story)
register_written_words(
    lambda shown: [(shown.story.title, shown.story.language)], AuthorInvitation, PersonShown
)
register_category(
    NotificationCategory(
        code="stories",
        place=71,
        title=_("Stories and itineraries you write"),
        text=_(
            "Invitations to write together, comments, and decisions about "
            "your stories and itineraries."
        ),
    )
)
register_category(
    NotificationCategory(
        code="consents",
        place=93,
        title=_("Stories about you"),
        text=_(
            "Requests for your consent before something that names or shows "
            "you is published, and news when it has been published."
        ),
        mandatory_reason=_(
            "These emails let you decide whether your name and photos of you are published."
        ),
    )
)
map_templates(
    "stories",
    "stories",
    *("author_proposed", "author_joined", "author_removed", "story_commented"),
    *("story_published", "story_sent_back"),
    *("consent_answered", "consent_withdrawn"),
)
map_templates("stories", "consents", "consent_asked", "shown_in_public")
map_templates("stories", "coordination", "story_submitted")
register_log_source(
    LogSource(
        "story",
        _("Stories"),
        # Drafts are their authors' own.
        rows=lambda community, _reader: stories_about(community).public(),
        read=(Story.objects.all(),),
        sentences=STORIES,
    )
)
# Letters to strangers: invitations to write along, questions about consents.
register_letter_source(LetterSource(AuthorInvitation.objects.all, "made_at", "by__person"))
register_letter_source(LetterSource(PersonShown.objects.all, "asked_at", "story__authors__person"))
register_consents(StoryConsents())
register_eraser(WITHDRAWAL, withdraw_again)
import_parts.register("stories", StoriesPart())
register_remaining_ties(shared_stories)
