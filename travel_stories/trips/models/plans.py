"""Every change of a trip, numbered: its history, its undo, and what the others see at once."""

from __future__ import annotations

from typing import Final, Self

from django.db import models

from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import AbstractChange, AbstractChangeQuerySet, Edit
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip

AGREED: Final = "agreed"  # key in `after`: what an agreement with a host set, not a member
TOGETHER: Final = "together"  # key in `after`: numbers of the changes that the same press made


type TripEdit = Edit[TripMember]


class ChangeQuerySet(AbstractChangeQuerySet["Change"]):
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


class Change(AbstractChange):
    """One member did one thing to one part. Its numbers have no gaps in a trip."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(TripMember, on_delete=models.PROTECT, related_name="changes")
    noun = models.CharField(max_length=12, choices=Noun)
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="undone_by"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta(AbstractChange.Meta):
        constraints = (
            models.UniqueConstraint(fields=("trip", "number"), name="changes_are_numbered"),
            models.UniqueConstraint(fields=("by", "key"), name="one_change_per_member_and_key"),
        )
        indexes = (models.Index(fields=("trip", "noun", "part"), name="change_by_part"),)

    @property
    def is_agreed(self) -> bool:
        """An agreement with a host made it, on the site's own account."""
        return bool((self.after or {}).get(AGREED))

    @property
    def made_together(self) -> list[int]:
        """Numbers of the changes that came with this one, which an undo takes back with it."""
        return list((self.after or {}).get(TOGETHER, ()))
