"""A story: told by several, kept as a draft and as the edition that the public reads."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.models import Locality
from commons.media.choices import WORK_LICENCES, Licence
from core.db.locks import LockingQuerySet
from hosting.communities.models.terms import Interest
from travel_stories.collaboration.models import Reviewable, VersionedRoot
from travel_stories.stories.choices import Season, StoryNoun
from travel_stories.stories.errors.publication import OwnStoryError, StoryChangedError
from travel_stories.stories.states import STORY_TRANSITIONS, StoryState
from travel_stories.trips.choices import TripKind
from travel_stories.trips.models.trips import Trip


class StoryQuerySet(LockingQuerySet["Story"]):
    def existing(self) -> Self:
        return self.exclude(state=StoryState.DELETED)

    def public(self) -> Self:
        """Read by somebody else, published, not hidden; a newer draft may be under way."""
        return self.existing().filter(edition__isnull=False, hidden_at__isnull=True)

    def of_author(self, visitor: Visitor) -> Self:
        """Stories that this person writes or reads along today."""
        if not visitor.is_authenticated:
            return self.none()
        return self.existing().filter(authors__person=visitor.pk, authors__left_at=None)


class Story(VersionedRoot, Reviewable):
    """The frame of a story. `edition` is what the public reads; chapters and blocks are the draft.

    `state` tells where the draft stands, `last_number` counts every change of anything in it.
    """

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    NOUN = StoryNoun.STORY
    SEE_PERMISSION = "stories.see_draft"
    TRANSITIONS: ClassVar = STORY_TRANSITIONS
    CLOSED = frozenset({StoryState.SUBMITTED, StoryState.DELETED})
    WRITTEN_BY_READER: ClassVar = OwnStoryError
    CHANGED_SINCE_READ: ClassVar = StoryChangedError
    WORDS: ClassVar = (
        "title",
        "lede",
        "language",
        "licence",
        "season",
        "travelled_as",
        "locality",
    )
    LISTS: ClassVar = ("themes",)

    title = models.CharField(_("title"), max_length=120)
    lede = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences that make people want to read on."),
    )
    language = models.CharField(_("language of the story"), max_length=10, default="fr")
    licence = models.CharField(
        _("how others may use the story"),
        max_length=24,
        choices=WORK_LICENCES,
        default=Licence.CC_BY_SA,
    )
    season = models.CharField(_("season"), max_length=8, choices=Season, blank=True)
    travelled_as = models.CharField(_("who travelled"), max_length=16, choices=TripKind, blank=True)
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    themes = models.ManyToManyField(
        Interest, verbose_name=_("themes"), blank=True, related_name="stories"
    )
    trip = models.ForeignKey(
        Trip, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    state = models.CharField(max_length=12, choices=StoryState, default=StoryState.DRAFT)
    edition = models.OneToOneField(
        "stories.Edition",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)  # the first time

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("story", "story")
        verbose_name_plural = _("stories")
        ordering = ("-pk",)
        permissions: ClassVar = [("read_any_story", _("Can read any story before it’s published"))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("travel_stories:story-detail", args=[self.address])

    @property
    def workshop_url(self) -> str:
        """Where its authors write it."""
        return reverse("travel_stories:story-workshop", args=[self.address])

    @property
    def is_there(self) -> bool:
        return self.state != StoryState.DELETED

    @property
    def is_public(self) -> bool:
        has_edition = self.edition_id is not None and self.state != StoryState.DELETED
        return has_edition and self.hidden_at is None

    def is_written_by(self, person: User) -> bool:
        return self.authors.filter(person=person).exists()

    @property
    def is_ahead(self) -> bool:
        """The draft says something that the public doesn't read yet."""
        edition: Edition | None = self.edition
        return edition is not None and self.last_number > edition.number


class Edition(models.Model):
    """A story as it was when somebody else had read it. It never changes afterwards.

    `content` is what `actions/editions.py` writes and reads: the frame, the authors' credits, the
    chapters and their blocks by public id. Whether a block may be shown is never in it: the row of
    the block says so, today.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveBigIntegerField()  # of the last change that is in it
    content = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.story_id} {self.number}"
