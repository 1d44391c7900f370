"""What to bring, who does what, and which papers are still missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.models import PartQuerySet
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.errors import ListGoneError
from travel_stories.trip_lists.validators import MOST_COUNT
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part


class ChecklistQuerySet(PartQuerySet["Checklist"]):
    def of_papers(self) -> Self:
        return self.filter(kind=ChecklistKind.PAPERS)

    def to_tick(self) -> Self:
        """What stands in the room of lists: papers have their own."""
        return self.exclude(kind=ChecklistKind.PAPERS)


class Checklist(Part):
    """One of several lists of a trip."""

    NOUN = Noun.CHECKLIST
    WORDS: ClassVar = ("title", "kind")

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("what the list is for"), max_length=12, choices=ChecklistKind)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class ItemQuerySet(PartQuerySet["ChecklistItem"]):
    def standing(self) -> Self:
        """Present, in a list that is present too."""
        return self.present().filter(checklist__removed_at=None)


class ChecklistItem(Part):
    """A thing to bring, a task, or a paper of which so many are expected and so many are here.

    `days_before` counts back from the departure, so a deadline moves with the dates of the trip.
    Papers are counted and never named: names of pupils don't enter.
    """

    NOUN = Noun.ITEM
    WORDS: ClassVar = ("title", "count", "got", "who", "due_on", "days_before", "done", "rule")

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(_("item"), max_length=120)
    count = models.PositiveSmallIntegerField(
        _("number"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_COUNT)]
    )
    got = models.PositiveSmallIntegerField(
        _("number received"), default=0, validators=[MaxValueValidator(MOST_COUNT)]
    )
    who = models.ForeignKey(
        TripMember,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_on = models.DateField(_("due date"), null=True, blank=True)
    days_before = models.PositiveSmallIntegerField(
        _("days before departure"), null=True, blank=True, validators=[MaxValueValidator(730)]
    )
    done = models.BooleanField(_("done"), default=False)
    rule = models.CharField(max_length=40, blank=True, editable=False)  # code of a `DocumentRule`

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("list item")
        verbose_name_plural = _("list items")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def fit(self, trip: models.Model) -> None:
        """What comes back needs its list, and has lost whom the trip has lost."""
        if self.is_present and not self.checklist.is_present:
            raise ListGoneError

    @property
    def due(self) -> date | None:
        """The day itself, or so many days before the departure once there is one."""
        if self.due_on is not None or self.days_before is None or self.trip.starts_on is None:
            return self.due_on
        return self.trip.starts_on - timedelta(days=self.days_before)
