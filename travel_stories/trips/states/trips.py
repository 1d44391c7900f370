"""What a trip is, who travels, and the steps between its states."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class TripKind(models.TextChoices):
    ALONE = "alone", _("Alone")
    FAMILY = "family", pgettext_lazy("trip", "Family")
    FRIENDS = "friends", _("Friends")
    CLASS = "class", _("Class")
    WORKS_COUNCIL = "works_council", _("Works council")
    ASSOCIATION = "association", _("Association")


class TripState(models.TextChoices):
    PLANNED = "planned", _("Being planned")
    SETTLED = "settled", _("Settled")
    TRAVELLED = "travelled", _("Travelled")
    CANCELLED = "cancelled", _("Cancelled")
    DELETED = "deleted", _("Deleted")  # seen by nobody; the clock forgets it


TRIP_TRANSITIONS: Transitions = {
    TripState.PLANNED: frozenset({TripState.SETTLED, TripState.CANCELLED, TripState.DELETED}),
    TripState.SETTLED: frozenset(
        {TripState.PLANNED, TripState.TRAVELLED, TripState.CANCELLED, TripState.DELETED}
    ),
    TripState.TRAVELLED: frozenset({TripState.DELETED}),
    TripState.CANCELLED: frozenset({TripState.PLANNED, TripState.DELETED}),
}


class Visibility(models.TextChoices):
    MEMBERS = "members", _("Only those who travel")
    LINK = "link", _("Whoever has the link may look")


class MemberRole(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    COMPANION = "companion", _("Companion")
    CHAPERONE = "chaperone", _("Chaperone")
    PAYER = "payer", _("Payer")
    OBSERVER = "observer", _("Observer")


PLANNING: Final = (MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE)


class LinkKind(models.TextChoices):
    CALENDAR = "calendar", _("Calendar")
    LOOK = "look", _("To look at the plan")
