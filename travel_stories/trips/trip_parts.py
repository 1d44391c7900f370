"""What every trip has: its frame, its steps, and the tabs around them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trips.actions.steps import restore_step
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.presenters.trip_words import trip_in_words
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

register_part_kind(PartKind(Trip, format_field=trip_in_words))
register_part_kind(PartKind(Step, restore=lambda part, edit: restore_step(step=part, edit=edit)))
register_trip_tab(TripTab("plan", _("Plan"), "trip-detail", 10, "route", in_bar=True, is_kept=True))
register_trip_tab(TripTab("people", _("People"), "member-list", 40, "people"))
register_trip_tab(TripTab("history", _("History"), "history", 90, "history", is_kept=True))
