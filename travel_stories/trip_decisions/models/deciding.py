"""How a group decides: ideas with a voice for each member, polls with a ballot for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from core.db.locks import LockingQuerySet
from core.text.formatting import format_date_range, format_day
from core.values.dates import DateRange
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.models import PartQuerySet, VersionedRoot
from travel_stories.trip_decisions.choices import Opinion, PollKind
from travel_stories.trip_decisions.errors import PollClosedError
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part, Undoable, count_of
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import OPEN


class IdeaQuerySet(PartQuerySet["Idea"]):
    def with_comments(self) -> Self:
        """How often each was commented on, as `comment_count`."""
        return self.annotate(comment_count=count_of("trip_decisions.Comment", "idea"))


class Idea(Part):
    """Something that the group might do. `step` is what became of it, while that is in the plan."""

    NOUN = Noun.IDEA
    WORDS: ClassVar = ("title", "words", "link", "offer", "locality", "spot")

    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="ideas")
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("your own words"), max_length=4000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    offer = models.ForeignKey(
        Offer,
        verbose_name=_("offer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("town, village or city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    spot = models.CharField(_("exact place"), max_length=120, blank=True)
    step = models.ForeignKey(
        Step, null=True, editable=False, on_delete=models.SET_NULL, related_name="ideas"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:idea-detail", args=[self.trip.address, self.public_id])

    @property
    def planned(self) -> Step | None:
        """The step that came of it, as long as it is in the plan."""
        return self.step if self.step is not None and self.step.is_present else None


class Voice(Undoable):
    """What one member says to one idea; without an opinion it was taken back."""

    NOUN = Noun.VOICE
    WORDS: ClassVar = ("opinion",)

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="voices")
    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="voices")
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion, blank=True)

    objects = LockingQuerySet["Voice"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("idea", "by"), name="one_voice_per_idea_and_member"),
        )

    def __str__(self) -> str:
        return self.idea.title

    @property
    def root(self) -> VersionedRoot:
        return self.idea.trip


class PollQuerySet(PartQuerySet["Poll"]):
    def with_comments(self) -> Self:
        """How often each was commented on, as `comment_count`."""
        return self.annotate(comment_count=count_of("trip_decisions.Comment", "poll"))

    def running(self) -> Self:
        """Whoever decides may still vote."""
        return self.present().filter(closed_at=None, closes_at__gt=timezone.now())

    def overdue(self) -> Self:
        """The closing date has passed, and nobody has written it down yet."""
        late = self.present().filter(closed_at=None, closes_at__lte=timezone.now())
        return late.filter(trip__state__in=OPEN)


class Poll(Part):
    """A question to the group: each ticks whatever suits. Nobody votes after it has closed."""

    NOUN = Noun.POLL
    WORDS: ClassVar = ("title", "words", "closes_at")

    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="polls")
    kind = models.CharField(_("type of poll"), max_length=8, choices=PollKind)
    title = models.CharField(_("question"), max_length=120)
    words = models.TextField(_("your own words"), max_length=4000, blank=True)
    closes_at = models.DateTimeField(_("end of voting"))
    closed_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:poll-detail", args=[self.trip.address, self.public_id])

    @property
    def is_running(self) -> bool:
        return self.closed_at is None and self.closes_at > timezone.now()

    @property
    def ended_at(self) -> datetime:
        """When voting ended, or will."""
        return self.closed_at or self.closes_at


class PollOption(models.Model):
    """One answer, as it was asked: its words stay what people voted for."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()  # in the order of the asking
    words = models.CharField(_("option"), max_length=120, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    idea = models.ForeignKey(
        Idea, null=True, blank=True, on_delete=models.SET_NULL, related_name="options"
    )
    step = models.ForeignKey(
        Step, null=True, editable=False, on_delete=models.SET_NULL, related_name="options"
    )

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("poll", "place"), name="one_option_per_place"),
        )

    def __str__(self) -> str:
        if self.first_day is None or self.last_day is None:
            return self.words
        if self.first_day == self.last_day:
            return format_day(self.first_day, weekday=True)
        return format_date_range(DateRange(self.first_day, self.last_day))

    @property
    def days(self) -> int:
        """How many days the dates have; none where they aren't dates."""
        if self.first_day is None or self.last_day is None:
            return 0
        return (self.last_day - self.first_day).days + 1

    @property
    def planned(self) -> Step | None:
        return self.step if self.step is not None and self.step.is_present else None


@dataclass(frozen=True, slots=True)
class PollData:
    """What a group is asked; `options` in the order of the asking."""

    kind: PollKind
    words: Mapping[str, Any]
    options: Sequence[PollOption]


class Ballot(Undoable):
    """What suits one member. Given without a tick it says: nothing of this."""

    NOUN = Noun.BALLOT
    WORDS: ClassVar = ("is_given",)
    LISTS: ClassVar = ("options",)

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="ballots")
    is_given = models.BooleanField(_("vote"), default=False)
    options = models.ManyToManyField(
        PollOption, verbose_name=_("chosen options"), blank=True, related_name="ballots"
    )

    objects = LockingQuerySet["Ballot"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("poll", "by"), name="one_ballot_per_poll_and_member"),
        )

    def __str__(self) -> str:
        return self.poll.title

    @property
    def root(self) -> VersionedRoot:
        return self.poll.trip

    def require_open(self) -> None:
        if not self.poll.is_running:
            raise PollClosedError(title=self.poll.title)
