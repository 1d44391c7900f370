"""Every change of a trip, numbered: its history, its undo, and what the others see at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

from django.db import models

from travel_stories.collaboration.states import Outcome, Verb
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states.plans import Noun

AGREED: Final = "agreed"  # key in `after`: what an agreement with a host set, not a member


@dataclass(frozen=True, slots=True)
class Edit:
    """What a page sends with every change: who, the key that makes it one, what it was based on."""

    by: TripMember
    key: UUID
    based_on: int = 0


class ChangeQuerySet(models.QuerySet["Change"]):
    def applied(self) -> Self:
        return self.filter(outcome=Outcome.APPLIED)

    def undoable(self) -> Self:
        """No undoing, not the beginning, nothing that a host has read or an agreement has set, no
        end of a vote.
        """
        begun = models.Q(noun=Noun.TRIP, verb=Verb.ADDED)
        asked = models.Q(noun=Noun.REQUEST) & ~models.Q(verb=Verb.ATTACHED)
        agreed = models.Q(after__has_key=AGREED)
        lasting = begun | asked | agreed | models.Q(verb=Verb.CLOSED)
        return self.applied().filter(undoes=None).exclude(lasting).select_related("by")

    def after(self, number: int) -> Self:
        return self.filter(number__gt=number).order_by("number")


class Change(models.Model):
    """One member did one thing to one part. `before` and `after` are snapshots of that part.

    The same `key` of the same member is one change, however often it is sent.
    """

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveBigIntegerField()  # in the trip, without gaps
    by = models.ForeignKey(TripMember, on_delete=models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=12, choices=Verb)
    noun = models.CharField(max_length=12, choices=Noun)
    part = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)  # what the part was called then
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    key = models.UUIDField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.APPLIED)
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="undone_by"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("trip", "number"), name="changes_are_numbered"),
            models.UniqueConstraint(fields=("by", "key"), name="one_change_per_member_and_key"),
        )
        indexes = (models.Index(fields=("trip", "noun", "part"), name="change_by_part"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.noun}"

    @property
    def is_agreed(self) -> bool:
        """An agreement with a host made it, on the site's own account."""
        return bool((self.after or {}).get(AGREED))
