"""States of a trip, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class TripState(models.TextChoices):
    PLANNED = "planned", _("Planning")
    SETTLED = "settled", _("Final plan")
    TRAVELLED = "travelled", _("Past")
    CANCELLED = "cancelled", pgettext_lazy("trip", "Cancelled")
    DELETED = "deleted", _("Deleted")  # seen by nobody; the clock forgets it


TRIP_TRANSITIONS: Transitions = {
    TripState.PLANNED: frozenset({TripState.SETTLED, TripState.CANCELLED, TripState.DELETED}),
    TripState.SETTLED: frozenset(
        {TripState.PLANNED, TripState.TRAVELLED, TripState.CANCELLED, TripState.DELETED}
    ),
    TripState.TRAVELLED: frozenset({TripState.DELETED}),
    TripState.CANCELLED: frozenset({TripState.PLANNED, TripState.DELETED}),
}
