"""The tab of a trip on which its council reads who registered, and their entry of that trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trip_sign_ups.selectors import entries_of
from travel_stories.trips.choices import TripKind
from travel_stories.trips.trip_entries import register_trip_entries
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

register_trip_tab(
    TripTab(
        "registrations",
        _("Registrations"),
        "sign-up-manage",
        45,
        "people",
        is_shown=lambda trip: trip.kind == TripKind.WORKS_COUNCIL,
    )
)
register_trip_entries(entries_of)
