"""States of a story, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class StoryState(models.TextChoices):
    """Where the draft stands. What was published before stays public meanwhile."""

    DRAFT = "draft", _("Draft")
    REREAD = "reread", _("Waiting for consent")
    SUBMITTED = "submitted", _("In review")
    PUBLISHED = "published", pgettext_lazy("story", "Published")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("story", "Unpublished")
    DELETED = "deleted", _("Deleted")  # seen by nobody; the clock forgets it


STORY_TRANSITIONS: Transitions = {
    StoryState.DRAFT: frozenset(
        {StoryState.REREAD, StoryState.SUBMITTED, StoryState.WITHDRAWN, StoryState.DELETED}
    ),
    StoryState.REREAD: frozenset(
        {StoryState.DRAFT, StoryState.SUBMITTED, StoryState.WITHDRAWN, StoryState.DELETED}
    ),
    StoryState.SUBMITTED: frozenset(
        {StoryState.DRAFT, StoryState.PUBLISHED, StoryState.SENT_BACK, StoryState.WITHDRAWN}
    ),
    StoryState.SENT_BACK: frozenset(
        {
            StoryState.DRAFT,
            StoryState.REREAD,
            StoryState.SUBMITTED,
            StoryState.WITHDRAWN,
            StoryState.DELETED,
        }
    ),
    StoryState.PUBLISHED: frozenset({StoryState.DRAFT, StoryState.WITHDRAWN}),
    StoryState.WITHDRAWN: frozenset({StoryState.DRAFT, StoryState.DELETED}),
}
