"""What a story is made of, who writes it, and the steps between its states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class StoryState(models.TextChoices):
    """Where the draft stands. What was published before stays public meanwhile."""

    DRAFT = "draft", _("Draft")
    REREAD = "reread", _("Being reread by those it names")
    SUBMITTED = "submitted", _("Handed in")
    PUBLISHED = "published", pgettext_lazy("story", "Published")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("story", "Withdrawn")
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


class Season(models.TextChoices):
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")
    AUTUMN = "autumn", _("Autumn")
    WINTER = "winter", _("Winter")

    @property
    def months(self) -> tuple[int, int, int]:
        """By the calendar of people who work outside: spring begins with March."""
        first = 3 + 3 * list(Season).index(self)
        return first, first % 12 + 1, (first + 1) % 12 + 1


class AuthorRole(models.TextChoices):
    LEAD = "lead", _("Leads the story")
    WRITER = "writer", _("Writes along")
    READER = "reader", _("Reads and comments")


class BlockKind(models.TextChoices):
    TEXT = "text", _("Text")
    PHOTO = "photo", _("Photograph")
    GALLERY = "gallery", _("Gallery")
    QUOTE = "quote", _("Quote")
    PLACE = "place", _("Place")
    ROUTE = "route", _("Route")
    OFFER = "offer", _("Offer met on the way")
    ADVICE = "advice", _("Piece of advice")
    SOUND = "sound", _("Sound")


class Shown(models.TextChoices):
    """What those who are named or shown agreed to."""

    SHOWN = "shown", _("Shown")
    BLURRED = "blurred", _("Blurred")
    CUT = "cut", _("Cut")


class StoryNoun(models.TextChoices):
    STORY = "story", pgettext_lazy("story", "story")
    CHAPTER = "chapter", _("chapter")
    BLOCK = "block", _("block")
