"""States of a trip, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


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
